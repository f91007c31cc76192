import JSONBytes
import Testing

struct JSONReaderTests {
    @Test("A document is read member by member and element by element")
    func walk() throws {
        let document = Document(#" { "n" : -12 , "list" : [ true , null , "x" , 1.5 , { } ] , "s" : "a\nb" } "#)
        let seen = try document.read { reader throws(JSONError) in
            var seen: [String] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                seen.append(reader.string(key))
                if reader.matches(key, "list") {
                    seen += try Self.list(&reader)
                } else if reader.matches(key, "n") {
                    seen.append("\(try reader.integer())")
                } else {
                    seen.append(try reader.string())
                }
            }
            try reader.end()
            return seen + ["\(reader.offset)"]
        }

        #expect(
            seen == ["n", "-12", "list", "true", "null", "x", "1.5", "object", "s", "a\nb", "\(document.bytes.count)"]
        )
    }

    private static func list(_ reader: inout JSONReader) throws(JSONError) -> [String] {
        var seen: [String] = []
        try reader.beginArray()
        while try reader.nextElement() {
            switch try reader.peek() {
            case .boolean: seen.append("\(try reader.boolean())")
            case .null:
                try reader.null()
                seen.append("null")
            case .string: seen.append(try reader.string())
            case .number: seen.append("\(try reader.double())")
            default: seen.append("\(try reader.skip().kind)")
            }
        }
        return seen
    }

    @Test(
        "peek tells the kind and passes nothing",
        arguments: [
            ("{}", JSONKind.object), ("[]", .array), ("\"\"", .string), ("-1", .number), ("0", .number),
            ("true", .boolean), ("false", .boolean),
            ("null", .null),
        ]
    )
    func peek(_ text: String, _ kind: JSONKind) throws {
        let document = Document(" \(text)")
        let (first, second, value) = try document.read { reader throws(JSONError) in
            (try reader.peek(), try reader.peek(), try reader.skip())
        }

        #expect(first == kind)
        #expect(second == kind)
        #expect(value.kind == kind)
        #expect(value.range == 1..<document.bytes.count)
    }

    @Test("Asking for another kind throws and leaves the reader where it was")
    func mismatch() throws {
        let kinds = [JSONKind.string, .number, .boolean, .null, .object, .array]
        try Document(#"["a",1,true,null,{},[]]"#).read { reader throws(JSONError) in
            try reader.beginArray()
            for kind in kinds {
                same(try reader.nextElement(), true)
                let before = reader.offset
                for other in kinds where other != kind {
                    same(Self.error(other, &reader), .typeMismatch(expected: other))
                    same(reader.offset, before)
                }
                same(try reader.skip().kind, kind)
            }
            same(try reader.nextElement(), false)
            try reader.end()
        }
    }

    private static func error(_ kind: JSONKind, _ reader: inout JSONReader) -> JSONError.Kind? {
        do throws(JSONError) {
            switch kind {
            case .string: _ = try reader.string()
            case .number: _ = try reader.integer()
            case .boolean: _ = try reader.boolean()
            case .null: try reader.null()
            case .object: try reader.beginObject()
            case .array: try reader.beginArray()
            }
            return nil
        } catch {
            return error.kind
        }
    }

    @Test("Calls in an order the grammar does not have throw instead of misreading")
    func misuse() throws {
        try Document("[1 ,2]").read { reader throws(JSONError) in
            same(try? reader.end(), nil)
            same(try? reader.nextElement(), nil)
            try reader.beginArray()
            same(try? reader.skip(), nil)
            same(try reader.nextElement(), true)
            same(try? reader.nextElement(), nil)
            same(try reader.integer(), 1)
            same(try? reader.integer(), nil)
            same(try? reader.end(), nil)
            same(try? reader.nextKey(), nil)
            same(try reader.nextElement(), true)
            same(try reader.integer(), 2)
            same(try reader.nextElement(), false)
            same(try? reader.nextElement(), nil)
            try reader.end()
        }
    }

    @Test(
        "Keys are compared decoded, byte for byte",
        arguments: [
            (#"{"model":1}"#, true), (#"{"mod\u0065l":1}"#, true), (#"{"\u006d\u006F\u0064\u0065\u006c":1}"#, true),
            (#"{"modeL":1}"#, false),
            (#"{"mode":1}"#, false), (#"{"model ":1}"#, false), (#"{"models":1}"#, false), (#"{"":1}"#, false),
            (#"{"mod\\u0065l":1}"#, false),
            (#"{"model\u0000":1}"#, false),
        ]
    )
    func keys(_ text: String, _ isMatch: Bool) throws {
        let (matches, string) = try Document(text).read { reader throws(JSONError) in
            try reader.beginObject()
            guard let key = try reader.nextKey() else { return (false, "") }
            return (reader.matches(key, "model"), reader.string(key))
        }

        #expect(matches == isMatch)
        #expect((string == "model") == isMatch)
    }

    @Test("Composed and decomposed letters are different keys")
    func equivalence() throws {
        let document = Document("{\"e\u{301}\":1}")
        let members = try document.members()

        #expect(document.value("\u{E9}", of: members) == nil)
        #expect(document.value("e\u{301}", of: members) != nil)
    }

    @Test(
        "Every escape is decoded",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u0041\u00e9\u20AC\ud83d\ude00""#, "A\u{E9}\u{20AC}\u{1F600}"),
            (#""a\\nb""#, "a\\nb"), (#""\u0000""#, "\u{0}"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""""#, ""),
            (#""x\u0022y""#, "x\"y"),
        ]
    )
    func escapes(_ text: String, _ decoded: String) throws {
        #expect(try Document(text).read { reader throws(JSONError) in try reader.string() } == decoded)
    }
}

/// `#expect` for what is read from a reader, which the macro cannot capture.
func same<T: Equatable>(_ value: T?, _ expected: T?, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(value == expected, sourceLocation: sourceLocation)
}

/// The same for calls that return nothing.
func same(_ value: Void?, _ expected: Void?, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect((value == nil) == (expected == nil), sourceLocation: sourceLocation)
}
