import JSONBytes
import Testing

/// Strings are scanned eight bytes at a time: nothing may depend on where in such a word a byte falls.
struct StringScanningTests {
    @Test("A plain string of any length at any offset ends where it ends")
    func alignment() throws {
        for offset in 0...16 {
            for length in 0...40 {
                let text = String(repeating: "x", count: length)
                let bytes = Array((String(repeating: " ", count: offset) + "\"\(text)\"").utf8)

                let value = try Document(bytes).validate()

                #expect(value.range == offset..<(offset + length + 2))
                #expect(try Document(bytes).string(value) == text)
            }
        }
    }

    @Test(
        "A special character is seen at every place of a string at any offset",
        arguments: [
            ("\\n", "\n"), ("\\\"", "\""), ("\\\\", "\\"), ("\\u0041", "A"), ("\\ud83d\\ude00", "\u{1F600}"),
            ("\u{E9}", "\u{E9}"),
            ("\u{20AC}", "\u{20AC}"), ("\u{1F600}", "\u{1F600}"), ("\u{7F}", "\u{7F}"),
        ]
    )
    func specials(_ raw: String, _ decoded: String) throws {
        for offset in 0...16 {
            for length in 0...24 {
                for place in 0...length {
                    let before = String(repeating: "a", count: place)
                    let after = String(repeating: "b", count: length - place)
                    let bytes = Array((String(repeating: " ", count: offset) + "\"\(before)\(raw)\(after)\" ").utf8)
                    let value = try Document(bytes).validate()
                    let string = try Document(bytes).string(value)
                    guard string == before + decoded + after, value.range.upperBound == bytes.count - 1 else {
                        Issue.record("offset \(offset), length \(length), place \(place)")
                        return
                    }
                }
            }
        }
    }

    @Test(
        "A forbidden byte is found at every place of a string at any offset",
        arguments: [0x00, 0x0A, 0x1F, 0x80, 0xFF] as [UInt8]
    )
    func forbidden(_ byte: UInt8) {
        for offset in 0...16 {
            for length in 0...24 {
                for place in 0...length {
                    var content = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                    content.insert(byte, at: place)
                    let quote = [UInt8(ascii: "\"")]
                    let bytes = [UInt8](repeating: 0x20, count: offset) + quote + content + quote
                    let error = #expect(throws: JSONError.self) { try Document(bytes).validate() }
                    #expect(error?.offset == offset + 1 + place)
                    #expect(error?.kind == (byte < 0x20 ? .controlCharacter : .invalidUTF8))
                }
            }
        }
    }

    @Test("Every byte value beside a quote is told from it")
    func neighbours() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let bytes = [
                    UInt8(ascii: "\""), first, second, UInt8(ascii: "\""), 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20,
                ]
                let content = Array(bytes[1...2])
                let isPlain = content.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
                let isEscape = first == UInt8(ascii: "\\") && "\"\\/bfnrt".utf8.contains(second)
                let expected = isEscape || isPlain && String(validating: content, as: UTF8.self) != nil
                #expect(((try? Document(bytes).validate()) != nil) == expected)
            }
        }
    }
}
