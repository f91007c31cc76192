import JSONBytes
import Testing

struct JSONWriterTests {
    @Test("Commas and colons are put by the writer")
    func structure() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("a", 1)
        writer.key("b")
        writer.beginArray()
        writer.value(true)
        writer.null()
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.value("x")
        writer.raw(Array("[0]".utf8))
        let raw = Array("1e2".utf8)
        writer.raw(raw.span.bytes)
        writer.endArray()
        writer.member("none", nil as String?)
        writer.member("c", false)
        writer.member("d", 1.5)
        writer.member("e", Int64.min)
        writer.member("f", "g")
        writer.endObject()

        #expect(
            text(writer)
                == #"{"a":1,"b":[true,null,{},[],"x",[0],1e2],"c":false,"d":1.5,"e":-9223372036854775808,"f":"g"}"#
        )
    }

    @Test(
        "Only quote, backslash and control characters are escaped",
        arguments: [
            ("", #""""#), ("a/b", #""a/b""#), ("\"", #""\"""#), ("\\", #""\\""#),
            ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
            ("\u{0}\u{1}\u{1F}\u{B}\u{10}", #""\u0000\u0001\u001f\u000b\u0010""#),
            ("\u{7F}\u{E9}\u{2028}\u{1F600}", "\"\u{7F}\u{E9}\u{2028}\u{1F600}\""),
            ("a\"b\\c\nd", #""a\"b\\c\nd""#),
        ]
    )
    func escapes(_ value: String, _ expected: String) {
        var writer = JSONWriter()
        writer.value(value)

        #expect(text(writer) == expected)
    }

    @Test("Doubles without a JSON spelling become null")
    func nonFinite() {
        var writer = JSONWriter()
        writer.beginArray()
        for value in [Double.nan, .infinity, -.infinity, 0.1, -0.0, 1e300, .leastNonzeroMagnitude] {
            writer.value(value)
        }
        writer.endArray()

        #expect(text(writer) == "[null,null,null,0.1,-0.0,1e+300,5e-324]")
    }

    @Test("What is written is read back the same")
    func roundTrip() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<2_000 {
            let model = JSONGenerator.model(using: &random)
            var writer = JSONWriter(capacity: 8)
            model.write(to: &writer)

            #expect(try JSONModel.parse(writer.bytes) == model)
        }
    }

    @Test("Doubles are read back the same")
    func doubles() throws {
        var random = SplitMix64(seed: 13)
        for _ in 0..<5_000 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            var writer = JSONWriter()
            writer.value(number)
            let read = try Document(writer.bytes).read { reader throws(JSONError) in
                let read = try reader.double()
                try reader.end()
                return read
            }
            #expect(read == number)
        }
    }

    @Test("A byte is escaped or not wherever it stands", arguments: UInt8(0)..<128)
    func places(_ byte: UInt8) throws {
        for filler in ["a", "\u{7F}", "\u{E4}", "\u{1F600}", "\u{1}", "!"] {
            for position in 0..<20 {
                let parts = (0..<20).map { $0 == position ? String(Unicode.Scalar(byte)) : filler }
                var writer = JSONWriter()
                writer.value(parts.joined())
                let escaped = parts.map { part in
                    var writer = JSONWriter()
                    writer.value(part)
                    return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
                }

                #expect(text(writer) == "\"\(escaped.joined())\"")
                #expect(
                    try Document(writer.bytes).read { reader throws(JSONError) in try reader.string() }
                        == parts.joined()
                )
            }
        }
    }

    @Test("A long text is escaped as its characters are, one by one")
    func longText() {
        var random = SplitMix64(seed: 59)
        let scalars: [Unicode.Scalar] = ["a", "b", " ", "\u{E4}", "\u{1F600}", "\n", "\"", "\\", "\u{1}", "\u{1F}"]
        for length in [0, 1, 7, 8, 9, 500, 511, 512, 513, 520, 1_024, 3_000] {
            // From texts of escapes alone to texts with hardly any.
            for plain in [0, 4, 40] {
                var (value, expected) = (String.UnicodeScalarView(), [UInt8(ascii: "\"")])
                while value.count < length {
                    let scalar = scalars[Int(random.next() % UInt64(scalars.count))]
                    let run = [Unicode.Scalar](repeating: "x", count: Int(random.next() % UInt64(plain + 1)))
                    value += run + [scalar]
                    var writer = JSONWriter()
                    writer.value(String(scalar))
                    expected += run.map { UInt8($0.value) } + writer.bytes.dropFirst().dropLast()
                }
                var writer = JSONWriter(capacity: 1)
                writer.value(String(value))

                #expect(writer.bytes == expected + [UInt8(ascii: "\"")])
            }
        }
    }

    private func text(_ writer: JSONWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }
}
