import Foundation
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Mutated requests → Bedrock body")
struct BedrockBodyMutationTests {
    private static let models = [
        "us.anthropic.claude-opus-5-5", "us.anthropic.claude-opus-4-8", "us.anthropic.claude-opus-4-7",
        "us.anthropic.claude-sonnet-4-6", "us.anthropic.claude-opus-4-5-20251101-v1:0",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us.anthropic.claude-sonnet-4-20250514-v1:0", "opaque",
    ]
    private static let adjustments: [RequestAdjustment] = [
        .withoutBetas, .withoutSystemTurns, .withoutField("context_management"), .withoutField("thinking"),
        .withoutField("tools.defer_loading"), .withoutField("messages"), .withoutField("cache_control.ttl"),
        .maxTokens(2_000), .withoutField("output_config"), .withoutField("output_config.effort"),
        .withoutField("messages.output_config"),
    ]

    @Test("20,000 requests give bodies that keep Bedrock's rules", arguments: 0..<8)
    func mutations(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) &+ 2026)
        var bodies = 0
        for _ in 0..<2_500 {
            let client = RequestGrammar(random: random).request(&random)
            let model = Self.models.randomElement(using: &random) ?? ""
            let chosen = Set(Self.adjustments.filter { _ in Int.random(in: 0..<8, using: &random) == 0 })
            let betas = RequestGrammar.betas.filter { _ in Bool.random(using: &random) }
            let request = try MessagesRequest(body: ByteBuffer(string: client), betas: betas)

            do throws(UpstreamFailure) {
                let body = try BedrockRequestBody(for: request, model: model, adjustments: chosen).bytes
                bodies += 1
                let faults = BedrockRules(model: model, adjustments: chosen).faults(in: Data(body.readableBytesView))
                #expect(faults.isEmpty, "\(faults) \(model) \(chosen) \(betas)\n\(client)\n\(String(buffer: body))")
                if !faults.isEmpty { return }
            } catch {
                #expect(error.kind == .unsupportedFeature && error.message.contains("server tools"))
            }
        }
        #expect(bodies > 2_000)
    }

    @Test("Bytes changed at random never crash", arguments: 0..<4)
    func bytes(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let alphabet = Array(#"{}[]",:\ntrue0-1.eE user"#.utf8)
        for _ in 0..<1_250 {
            guard let fixture = BedrockRequestFixture.all.randomElement(using: &random) else { return }
            var bytes = fixture.client
            for _ in 0..<Int.random(in: 1..<6, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] = alphabet.randomElement(using: &random) ?? 0
            }
            guard let request = try? MessagesRequest(body: ByteBuffer(bytes: bytes), betas: fixture.meta.betas ?? []),
                let body = try? BedrockRequestBody(for: request, model: fixture.meta.model)
            else { continue }
            // This reader refuses half a surrogate pair in an escape, which the grammar allows.
            guard (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil else { continue }
            let value = try? JSONSerialization.jsonObject(with: Data(body.bytes.readableBytesView))
            #expect(value is [String: Any], "\(fixture)\n\(String(buffer: body.bytes))")
        }
    }
}
