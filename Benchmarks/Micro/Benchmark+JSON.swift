import JSONBytes
import MessagesAPI
import NIOCore

extension Benchmark {
    static var json: [Benchmark] {
        [findMembers, outline, replaceMember, writeStrings]
    }

    private static let unit = Unit.body(SampleConversation.mediumBody.readableBytes)

    private static var findMembers: Benchmark {
        Benchmark("JSON: check, find members", per: unit) {
            let body = SampleConversation.mediumBody
            return { count in for _ in 0..<count { use(try JSON.members(of: body.readableBytesSpan)) } }
        }
    }

    private static var outline: Benchmark {
        Benchmark("JSON: outline of all values", per: unit) {
            let body = SampleConversation.mediumBody
            return { count in for _ in 0..<count { use(try JSONOutline(body.readableBytesSpan)) } }
        }
    }

    private static var replaceMember: Benchmark {
        Benchmark("JSON: replace one member", per: unit) {
            let body = SampleConversation.mediumBody
            let members = try JSON.members(of: body.readableBytesSpan)
            let name = Array(#""another-model""#.utf8)
            return { count in
                for _ in 0..<count {
                    var edits = JSONEdits()
                    guard let model = JSON.value("model", of: members, in: body.readableBytesSpan) else { return }
                    edits.replace(model, with: name)
                    use(edits.apply(to: body.readableBytesSpan))
                }
            }
        }
    }

    private static var writeStrings: Benchmark {
        let line = #"let value = try decode("key")  // a line of source text, with two quotes and its end"# + "\n"
        let text = String(repeating: line, count: 50)
        let strings = SampleConversation.mediumBody.readableBytes / text.utf8.count
        return Benchmark("JSON: write strings", per: .body(strings * text.utf8.count)) {
            { count in
                for _ in 0..<count {
                    var writer = JSONWriter(capacity: 1 << 20)
                    writer.beginArray()
                    for _ in 0..<strings { writer.value(text) }
                    writer.endArray()
                    use(writer.bytes)
                }
            }
        }
    }
}
