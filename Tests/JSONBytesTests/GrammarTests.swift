import JSONBytes
import Testing

struct GrammarTests {
    @Test("The tables are as large as they claim") func tables() {
        #expect(Set(AcceptedDocuments.all).count >= 150)
        #expect(Set(RejectedDocuments.all.map { Array($0.utf8) }).count >= 300)
    }

    @Test("Everything the grammar allows is accepted", arguments: AcceptedDocuments.all)
    func accepts(_ text: String) throws {
        let bytes = Array(text.utf8)

        let value = try Document(bytes).validate()

        #expect(text.utf8.dropFirst(value.range.lowerBound).first != UInt8(ascii: " "))
        #expect(try JSONModel.parse(bytes) == JSONModel.parse(Array(" \(text)\n".utf8)))
    }

    @Test("Everything the grammar does not allow is rejected", arguments: RejectedDocuments.all)
    func rejects(_ text: String) {
        let bytes = Array(text.utf8)

        #expect(throws: JSONError.self) { try Document(bytes).validate() }
        #expect(throws: JSONError.self) { try JSONModel.parse(bytes) }
    }

    @Test("An error points into the document, or at its end", arguments: RejectedDocuments.all)
    func offsets(_ text: String) {
        let bytes = Array(text.utf8)
        do {
            _ = try Document(bytes).validate()
        } catch {
            #expect((0...bytes.count).contains(error.offset))
            #expect(error.kind != .unexpectedEnd || error.offset == bytes.count)
        }
    }

    @Test("A document cut anywhere is rejected", arguments: AcceptedDocuments.all)
    func cut(_ text: String) {
        let bytes = Array(text.utf8)
        // Numbers and trailing white space may be cut and still be JSON.
        guard let last = bytes.last, [UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\"")].contains(last) else {
            return
        }

        for length in 0..<bytes.count {
            #expect(throws: JSONError.self) { try Document(Array(bytes[..<length])).validate() }
        }
    }

    @Test(
        "Each mistake has its kind",
        arguments: [
            ("", JSONError.Kind.unexpectedEnd, 0), ("[1", .unexpectedEnd, 2), ("[1 2]", .unexpectedByte, 3),
            ("\"a\tb\"", .controlCharacter, 2),
            (#"["\x"]"#, .invalidEscape, 2), ("[-]", .invalidNumber, 2), ("[1.]", .invalidNumber, 3),
            ("1 x", .trailingBytes, 2),
            ("[01]", .unexpectedByte, 2), ("tru", .unexpectedEnd, 3), ("trux", .unexpectedByte, 3),
            (#""\u12"#, .unexpectedEnd, 5),
            ("{\"a\" 1}", .unexpectedByte, 5), ("1.", .unexpectedEnd, 2),
        ]
    )
    func kinds(_ text: String, _ kind: JSONError.Kind, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try Document(Array(text.utf8)).validate() }

        #expect(error?.kind == kind)
        #expect(error?.offset == offset)
    }

    @Test("An error's text says what and where, and nothing of the document")
    func description() {
        let error = #expect(throws: JSONError.self) { try Document(Array("{\"secret\":x}".utf8)).validate() }

        #expect(error?.description == "unexpected character at byte 10")
    }
}
