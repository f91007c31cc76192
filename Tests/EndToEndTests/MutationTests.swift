import Foundation
import NIOCore
import SimulatedUpstream
import Synchronization
import Testing

@Suite("Mutated input, end to end", .serialized)
struct MutationTests {
    /// How many inputs each test sends.
    static let count = 20_000
    private static let workers = 32

    private static let requests: [[UInt8]] = [
        MessagesClient.body(), MessagesClient.body(stream: false), toolRequest, agentRequest,
    ]
    .map { Array($0.utf8) }

    private static let toolRequest = #"""
        {"model":"claude-sonnet-4-6","max_tokens":1e2,"stream":true,"system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h","scope":"global"}}],"tools":[{"name":"Bash","description":"Runs","input_schema":{"type":"object","$schema":"x","properties":{"command":{"type":"string"}}},"eager_input_streaming":true},{"type":"web_search_20250305","name":"web_search"}],"messages":[{"role":"user","content":"ls"},{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"abc"},{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"ls"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"a\nb"}]}]}]}
        """#

    private static let agentRequest = #"""
        {"model":"claude-opus-5-5","max_tokens":128000,"stream":false,"thinking":{"type":"adaptive","display":"omitted"},"output_config":{"effort":"medium"},"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},"metadata":{"user_id":"{\"device_id\":\"x\"}"},"system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2"}],"messages":[{"role":"user","content":[{"type":"text","text":"hi 🌍 \u00e9"}]},{"role":"system","content":"later"}],"unknown":{"a":[1,2,{"b":null}]}}
        """#

    @Test("Mutated requests crash nothing and always end in a well-formed answer")
    func requests() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            let complaints = await sendAll { worker, number in
                var mutator = Mutator(seed: UInt64(number) + 1)
                let body = mutator.mutated(Self.requests[number % Self.requests.count])
                return try await client.post(bytes: body)
            }
            #expect(complaints == [])
            #expect(try await client.get("/health").status == 200)
        }
    }

    @Test("Mutated answers of the upstream crash nothing and always end in a well-formed answer")
    func answers() async throws {
        let seeds = Mutex<UInt64>(0)
        let upstream = try await RawUpstream.start { path, _ in
            let seed = seeds.withLock { value -> UInt64 in
                value += 1
                return value
            }
            var mutator = Mutator(seed: seed)
            guard path.hasSuffix("stream") else {
                let body = mutator.mutated(Array(Self.message.utf8))
                return RawUpstream.Reply(contentType: "application/json", body: body)
            }
            return RawUpstream.Reply(body: Self.mutated(Self.events, with: &mutator))
        }
        let provider = "    # The upstream is the raw one."
        try await RunningProxy.running(provider: provider, endpoint: upstream.baseURL) {
            (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            let complaints = await sendAll { _, number in
                // A target that keeps failing would cool down, and nothing would be asked any more.
                if number.isMultiple(of: 2) { _ = try await client.post("", path: "/debug/cooldowns/reset") }
                return try await client.post(MessagesClient.body(stream: !number.isMultiple(of: 3)))
            }
            #expect(complaints == [])
            #expect(seeds.withLock { $0 } >= UInt64(Self.count))
        }
        try await upstream.stop()
    }

    /// Sends all inputs by a few workers; the complaints about the answers, the first few of them.
    private func sendAll(
        _ send: @escaping @Sendable (Int, Int) async throws -> MessagesClient.Answer
    ) async -> [String] {
        await withTaskGroup(of: [String].self) { group in
            for worker in 0..<Self.workers {
                group.addTask {
                    var complaints: [String] = []
                    for number in stride(from: worker, to: Self.count, by: Self.workers) where complaints.count < 5 {
                        do {
                            let answer = try await send(worker, number)
                            if let complaint = WellFormed.complaint(answer) {
                                complaints.append("\(number): \(complaint): \(answer.body.prefix(300))")
                            }
                        } catch {
                            complaints.append("\(number): \(error)")
                        }
                    }
                    return complaints
                }
            }
            var all: [String] = []
            for await part in group { all += part }
            return all
        }
    }

    private static let message = #"""
        {"id":"msg_bdrk_1","type":"message","role":"assistant","model":"claude-sonnet-4-6","content":[{"type":"text","text":"Hello grüße"},{"type":"tool_use","id":"toolu_bdrk_1","name":"Bash","input":{"command":"ls"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":7,"cache_read_input_tokens":3}}
        """#

    /// The inner events of a short answer.
    private static let events = [
        #"{"type":"message_start","message":{"id":"msg_bdrk_1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}"#,
        #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}"#,
        #"{"type":"content_block_stop","index":0}"#,
        #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"Bash","input":{}}}"#,
        #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}"#,
        #"{"type":"content_block_stop","index":1}"#,
        #"{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":5}}"#,
        #"{"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":9,"outputTokenCount":5}}"#,
    ]

    /// Half of the streams have broken frames, the other half whole frames with broken or misplaced events.
    private static func mutated(_ events: [String], with mutator: inout Mutator) -> [UInt8] {
        if Bool.random(using: &mutator) {
            return mutator.mutated(events.flatMap { SimulatedFrame.chunk($0).encoded })
        }
        var events = events
        let place = Int.random(in: 0..<events.count, using: &mutator)
        switch Int.random(in: 0..<4, using: &mutator) {
        case 0: events.remove(at: place)
        case 1: events.insert(events[place], at: Int.random(in: 0..<events.count, using: &mutator))
        case 2: events.swapAt(place, Int.random(in: 0..<events.count, using: &mutator))
        default: events[place] = String(decoding: mutator.mutated(Array(events[place].utf8)), as: UTF8.self)
        }
        return events.flatMap { SimulatedFrame.chunk($0).encoded }
    }
}
