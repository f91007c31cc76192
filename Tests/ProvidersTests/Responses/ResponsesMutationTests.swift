import Foundation
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Broken Responses answers")
struct ResponsesMutationTests {
    @Test(
        "Whatever is broken, the client gets the beginning of a right stream, and a failure if its end is missing",
        arguments: ["reasoning-then-call", "interleaved-calls", "lm-studio", "refusal", "content-parts"],
        [2026, 11] as [UInt64]
    )
    func streams(_ name: String, _ seed: UInt64) throws {
        let fixture = ResponsesFixture.named(name)
        let events = String(buffer: fixture.stream).split(separator: "\n\n").map { "\($0)\n\n" }
        var mutator = ResponsesStreamMutator(seed: seed)
        var complete = 0

        for round in 0..<400 {
            let chunks = mutator.stream(of: events)
            let run = ResponsesEvents.run(chunks, .test(stopSequences: round.isMultiple(of: 3) ? ["STOP"] : []))

            guard let check = MessageStreamCheck(run.output) else {
                Issue.record("round \(round): \(run.text) of \(chunks.map { String(buffer: $0) })")
                return
            }
            try #require((run.failure == nil) == check.isComplete, "round \(round)")
            complete += check.isComplete ? 1 : 0
        }

        // The mutations are worth something only if some streams survive them, and some do not.
        #expect((40..<390).contains(complete))
    }

    @Test("Whatever is broken in a whole answer, the client gets a message or nothing", arguments: [7, 8] as [UInt64])
    func wholes(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var complete = 0

        for round in 0..<1_000 {
            let fixture = ResponsesFixture.whole[round % ResponsesFixture.whole.count]
            var bytes = Array(buffer: try #require(fixture.whole))
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let start = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, start + Int.random(in: 1...8, using: &random))
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[start] = UInt8.random(in: 0x20..<0x7F, using: &random)
                case 1: bytes.removeSubrange(start..<end)
                default: bytes.insert(contentsOf: bytes[start..<end], at: start)
                }
            }
            let run = ResponsesEvents.run(whole: ByteBuffer(bytes: bytes), fixture.context)

            guard run.failure == nil else { continue }
            complete += 1
            let message = try JSONSerialization.jsonObject(with: Data(run.output.readableBytesView)) as? [String: Any]
            #expect(message?["type"] as? String == "message", "round \(round)")
        }

        #expect((100..<950).contains(complete))
    }

    @Test(
        "Requests with any history are translated or refused, and keep calls and results together",
        arguments: 0..<300
    )
    func requests(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let roles = ["user", "assistant", "system", "user", "assistant"]
        let blocks = [
            #"{"type":"text","text":"a"}"#, #"{"type":"text","text":""}"#,
            #"{"type":"tool_use","id":"t1","name":"n","input":{}}"#,
            #"{"type":"tool_use","id":"t2","name":"n.m","input":{"a":1}}"#,
            #"{"type":"tool_result","tool_use_id":"t1","content":"x"}"#,
            #"{"type":"tool_result","tool_use_id":"t2"}"#,
            #"{"type":"thinking","thinking":"h","signature":"s"}"#,
        ]
        var messages: [String] = []
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let role = try #require(roles.randomElement(using: &random))
            let content = (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
                blocks.randomElement(using: &random)
            }
            messages.append(#"{"role":"\#(role)","content":[\#(content.joined(separator: ","))]}"#)
        }
        let client = ByteBuffer(
            string: #"{"model":"m","max_tokens":9,"messages":[\#(messages.joined(separator: ","))]}"#
        )

        let body: ByteBuffer
        do {
            body = try ResponsesRequestFixture.translated(client).body
        } catch is UpstreamFailure {
            return
        }
        let json = try JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any]
        let items = try #require(json?["input"] as? [[String: Any]])
        let calls = items.filter { $0["type"] as? String == "function_call" }.compactMap { $0["call_id"] as? String }
        let results = items.filter { $0["type"] as? String == "function_call_output" }
        #expect(calls.sorted() == results.compactMap { $0["call_id"] as? String }.sorted())
    }
}
