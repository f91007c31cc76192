import JSONBytes
import Testing

/// What RFC 8259 leaves to the reader, and what this one does.
struct ImplementationDefinedTests {
    @Test(
        "A lone surrogate escape is accepted and reads as U+FFFD",
        arguments: [
            (#""\uD800""#, "\u{FFFD}"), (#""\uDBFF""#, "\u{FFFD}"), (#""\uDC00""#, "\u{FFFD}"),
            (#""\uDFFF""#, "\u{FFFD}"),
            (#""\uD83Dx""#, "\u{FFFD}x"), (#""\uD83D\n""#, "\u{FFFD}\n"), (#""\uD83D\u0041""#, "\u{FFFD}A"),
            (#""\uDE00\uD83D""#, "\u{FFFD}\u{FFFD}"), (#""\uD83D\uD83D\uDE00""#, "\u{FFFD}\u{1F600}"),
            (#""a\uD83D""#, "a\u{FFFD}"),
            (#""\uD83D\uD83D""#, "\u{FFFD}\u{FFFD}"), (#""\uDE00\uDE00""#, "\u{FFFD}\u{FFFD}"),
            (#""\ud83d\\ude00""#, "\u{FFFD}\\ude00"),
        ]
    )
    func loneSurrogates(_ text: String, _ decoded: String) throws {
        let string = try Document(text).read { reader throws(JSONError) in try reader.string() }

        #expect(Array(string.utf8) == Array(decoded.utf8))
    }

    @Test(
        "Numbers beyond every machine type are valid JSON",
        arguments: [
            "1e400", "-1e400", "1e-400", "1e99999999999999999999",
            "123456789012345678901234567890123456789012345678901234567890",
            "0.4e00" + String(repeating: "9", count: 100) + "006",
        ]
    )
    func hugeNumbers(_ text: String) throws {
        #expect(try Document(Array(text.utf8)).validate().kind == .number)
    }

    @Test(
        "A byte order mark is refused",
        arguments: [
            [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], [0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D],
            [0xEF, 0xBB, 0xBF], [0x7B, 0x00, 0x7D, 0x00], [0x00, 0x7B, 0x00, 0x7D],
        ] as [[UInt8]]
    )
    func byteOrderMark(_ bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try Document(bytes).validate() }
    }

    @Test("Noncharacters and the NUL escape are text like any other")
    func noncharacters() throws {
        let bytes = Array("\"\\u0000\u{FFFE}\u{FFFF}\u{1FFFF}\\uFFFE\"".utf8)
        let string = try Document(bytes).read { reader throws(JSONError) in try reader.string() }

        #expect(string == "\u{0}\u{FFFE}\u{FFFF}\u{1FFFF}\u{FFFE}")
    }

    @Test("256 containers inside each other are accepted and 257 are not", arguments: ["[", "{\"a\":"])
    func depth(_ opening: String) throws {
        for (depth, isAccepted) in [(255, true), (256, true), (257, false), (300, false), (100_000, false)] {
            let closing = opening == "[" ? "]" : "}"
            let inner = opening == "[" ? "" : "0"
            let text = String(repeating: opening, count: depth) + inner + String(repeating: closing, count: depth)
            let bytes = Array(text.utf8)
            var error: JSONError?
            do throws(JSONError) { _ = try Document(bytes).validate() } catch let caught { error = caught }
            #expect(error?.kind == (isAccepted ? nil : .tooDeep))
            #expect(((try? JSONModel.parse(bytes)) != nil) == isAccepted)
        }
    }

    @Test("The depth is counted across what was entered and what is skipped")
    func mixedDepth() throws {
        for (skipped, isAccepted) in [(246, true), (247, false)] {
            let depth = 10 + skipped
            let document = Document(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
            let kind = try? document.read { reader throws(JSONError) in
                for _ in 0..<10 {
                    try reader.beginArray()
                    _ = try reader.nextElement()
                }
                return try reader.skip().kind
            }

            #expect((kind == .array) == isAccepted)
        }
    }

    @Test("Of duplicate keys both are members, and the last one is the value")
    func duplicates() throws {
        let bytes = Array(#"{"a":1,"b":2,"\u0061":3}"#.utf8)
        let members = try Document(bytes).members()

        #expect(members.count == 3)
        #expect(Document(bytes).value("a", of: members) == members[2].value)
    }
}
