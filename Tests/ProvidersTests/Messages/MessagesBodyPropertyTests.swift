import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages body, any body")
struct MessagesBodyPropertyTests {
    @Test("Only the model's name differs, whatever else is in the body", arguments: 0..<10)
    func identity(_ block: UInt64) async throws {
        let vendors: [(MessagesVendor, String)] = [
            (.anthropic, "claude-sonnet-4-5"), (.openRouter, "anthropic/claude-sonnet-4.5"), (.compatible, "kimi-k2"),
        ]
        for seed in block * 500..<(block + 1) * 500 {
            let body = RandomBody(seed: seed)
            let (vendor, model) = vendors[Int(seed % 3)]
            let sent = try await MessagesBodyTests.sent(
                body.text(model: #""al\u0069as""#),
                model: model,
                vendor: vendor
            )

            guard sent.body == body.text(model: "\"\(model)\"") else {
                Issue.record("seed \(seed): \(sent.body) of \(body.text(model: "*"))")
                return
            }
        }
    }

    @Test("No adjustment breaks a body, whatever is in it", arguments: 0..<6)
    func adjusted(_ block: UInt64) async throws {
        let all: [RequestAdjustment] = [
            .withoutBetas, .withoutReasoning, .withoutSystemTurns, .maxTokens(5), .reasoningEffort("low"),
            .withoutField("system"), .withoutField("tools.strict"), .withoutField("messages.content.x"),
            .withoutField("messages.x"), .withoutField("cache_control.ttl"), .withoutField("nested.k0.k1"),
            .withoutField("x"), .renamedField("metadata", to: "meta"), .withoutField("thinking.display"),
        ]
        var random = SeededGenerator(seed: block)
        for seed in block * 300..<(block + 1) * 300 {
            let body = RandomBody(seed: seed).text(model: "\"alias\"")
            let adjustments = Set(all.filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
            let vendor: MessagesVendor = seed % 2 == 0 ? .anthropic : .compatible
            let sent = try await MessagesBodyTests.sent(body, model: "m", vendor: vendor, adjustments)

            // Throws if it is no longer a body.
            let request = try MessagesRequest(body: ByteBuffer(string: sent.body))
            #expect(request.model == "m")
        }
    }
}
