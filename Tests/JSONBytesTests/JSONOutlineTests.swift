import JSONBytes
import Testing

/// An outline says of every value what the reader says of it, and gives every document the same verdict.
struct JSONOutlineTests {
    @Test("A document read by its outline is the document read from front to back")
    func agreement() throws {
        var random = SplitMix64(seed: 43)
        for _ in 0..<5_000 {
            let bytes = JSONGenerator.spell(JSONGenerator.model(using: &random), using: &random)

            #expect(try JSONModel.outlined(bytes) == JSONModel.parse(bytes))
        }
    }

    @Test("The grammar's tables get the same verdict", arguments: AcceptedDocuments.all + RejectedDocuments.all)
    func tables(_ text: String) {
        let bytes = Array(text.utf8)

        #expect(Self.outlineError(bytes) == Self.validationError(bytes))
    }

    @Test("Damaged documents are refused with the same words, at the same byte")
    func damaged() {
        var random = SplitMix64(seed: 47)
        for _ in 0..<20_000 {
            let model = JSONGenerator.model(using: &random)
            let bytes = JSONGenerator.mutate(JSONGenerator.spell(model, using: &random), using: &random)

            #expect(Self.outlineError(bytes) == Self.validationError(bytes))
        }
    }

    @Test("Nesting is bounded as it is for the reader", arguments: [256, 257])
    func depth(_ depth: Int) {
        let bytes = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)

        #expect((Self.outlineError(bytes) == nil) == (depth <= JSONReader.depthLimit))
        #expect(Self.outlineError(bytes) == Self.validationError(bytes))
    }

    @Test("Of members of one name the last counts, whatever lies inside of the others")
    func repeated() throws {
        let text = #"{"a":{"b":1,"a":[2,{"a":3}]},"\u0061":"x\ny","b":null}"#
        let bytes = Array(text.utf8)
        let outline = try JSONOutline(bytes.span.bytes)
        let found = outline.value("a", in: outline.root, of: bytes.span.bytes) ?? outline.root
        let kind = outline.kind(found)
        let string = outline.string(found, of: bytes.span.bytes)
        let absent = outline.value("c", in: outline.root, of: bytes.span.bytes)
        let inside = outline.value("a", in: found, of: bytes.span.bytes)
        let stringOfObject = outline.string(outline.root, of: bytes.span.bytes)

        #expect(kind == .string)
        #expect(string == "x\ny")
        #expect(absent == nil)
        #expect(inside == nil)
        #expect(stringOfObject == nil)
    }

    @Test("Members and elements are those that a reading of the bytes finds")
    func contents() throws {
        let bytes = Array(#" { "a" : [ 1 , "x" , { } ] , "\u0062" : null } "#.utf8)
        let document = Document(bytes)
        let outline = try JSONOutline(ofObject: bytes.span.bytes)
        let list = outline.value("a", in: outline.root, of: bytes.span.bytes) ?? outline.root
        let members = try document.members()

        #expect(outline.members(of: outline.root) == members)
        #expect(try outline.elements(of: list) == document.elements(of: members[0].value))
        #expect(outline.members(of: list).isEmpty)
    }

    @Test("A text is found as a value and as a key, at any depth, and only inside of the value that is asked for")
    func holding() throws {
        let bytes = Array(#"{"a":[{"type":["thinking"]}],"b":"thinkinG","c":{"thinking":1},"d":"x thinking"}"#.utf8)
        let outline = try JSONOutline(bytes.span.bytes)
        func holds(_ name: StaticString) -> Bool {
            let value = outline.value(name, in: outline.root, of: bytes.span.bytes) ?? outline.root
            return outline.holds("thinking", in: value, of: bytes.span.bytes)
        }

        #expect(holds("a"))
        #expect(!holds("b"))
        #expect(holds("c"))
        #expect(!holds("d"))
    }

    @Test("A document that is to be an object is refused for another kind before it is read")
    func otherKind() {
        let bytes = Array(" [1,".utf8)
        var problem: JSONError?
        do throws(JSONError) { _ = try JSONOutline(ofObject: bytes.span.bytes) } catch { problem = error }

        #expect(problem?.kind == .typeMismatch(expected: .object))
        #expect(problem?.offset == 1)
    }

    @Test("A document of more values than are noted is refused", arguments: [0, 1])
    func entryLimit(_ excess: Int) {
        let elements = JSONOutline.entryLimit - 1 + excess
        var bytes = [UInt8](repeating: UInt8(ascii: "0"), count: 2 * elements + 1)
        for index in stride(from: 2, to: bytes.count, by: 2) { bytes[index] = UInt8(ascii: ",") }
        bytes[0] = UInt8(ascii: "[")
        bytes[bytes.count - 1] = UInt8(ascii: "]")

        #expect(Self.outlineError(bytes)?.kind == (excess == 0 ? nil : .tooManyValues))
    }

    private static func outlineError(_ bytes: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            _ = try JSONOutline(bytes.span.bytes)
            return nil
        } catch {
            return error
        }
    }

    private static func validationError(_ bytes: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            _ = try JSON.validate(bytes.span.bytes)
            return nil
        } catch {
            return error
        }
    }
}

extension JSONModel {
    fileprivate static func outlined(_ bytes: [UInt8]) throws -> JSONModel {
        let outline = try JSONOutline(bytes.span.bytes)
        return try JSONModel(outline, outline.root, bytes)
    }

    private init(_ outline: JSONOutline, _ position: JSONOutline.Position, _ bytes: [UInt8]) throws {
        let text = String(decoding: bytes[outline.range(position)], as: UTF8.self)
        switch outline.kind(position) {
        case .object:
            var members: [Member] = []
            for child in outline.children(of: position) {
                guard let key = child.key else { throw MissingKey() }
                let name = JSON.text(of: key, in: bytes.span.bytes)
                members.append(Member(Array(name.utf8), try JSONModel(outline, child.value, bytes)))
            }
            self = .object(members)
        case .array: self = .array(try outline.children(of: position).map { try JSONModel(outline, $0.value, bytes) })
        case .string: self = .string(Array((outline.string(position, of: bytes.span.bytes) ?? "").utf8))
        case .number: self = .number(text)
        case .boolean: self = .boolean(text == "true")
        case .null: self = .null
        }
    }
}

/// A member of an object that an outline gave no key.
private struct MissingKey: Error {}
