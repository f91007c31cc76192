import EndToEndSupport
import Server
import SimulatedUpstream
import Synchronization
import Testing

@Suite("Check, online")
struct OnlineCheckTests {
    @Test("Each variant gets its line, and a no makes the check fail")
    func report() async throws {
        let (first, second, third) = (
            "us.anthropic.claude-sonnet-4-6", "nobody.knows-this", "eu.anthropic.claude-haiku-4-5"
        )
        var settings = SimulatedUpstream.Settings()
        settings.models = [first: ModelProfile(), third: ModelProfile()]
        settings.refusesUnknownModels = true

        let (isSuccess, text) = try await SimulatedUpstream.running(settings) { upstream in
            upstream.enqueue(.fault(.response(.throttled)), for: third)
            return try await check(endpoint: upstream.baseURL, variants: [first, second, third])
        }

        #expect(!isSuccess)
        #expect(text.contains("bedrock/us-east-1/\(first)\n"))
        let verdicts = text.split(separator: "\n").filter { $0.contains("reachable") }
        #expect(
            verdicts == [
                "  reachable yes · credential accepted yes · model exists yes · tools accepted yes · streaming works yes",
                "  reachable yes · credential accepted yes · model exists NO · tools accepted ? · streaming works ?",
                "  reachable yes · credential accepted yes · model exists ? · tools accepted ? · streaming works ?",
            ]
        )
    }

    @Test("Nobody at the address is told as such, and tools that are refused as such")
    func otherwise() async throws {
        let gone = try await SimulatedUpstream.running { $0.baseURL }
        let (_, unreachable) = try await check(endpoint: gone, variants: ["us.anthropic.claude-sonnet-4-6"])
        let (isSuccess, toolless) = try await SimulatedUpstream.running { upstream in
            upstream.enqueue(
                .fault(.response(.validation("This model doesn't support tool use."))),
                for: "us.anthropic.claude-sonnet-4-6"
            )
            return try await check(endpoint: upstream.baseURL, variants: ["us.anthropic.claude-sonnet-4-6"])
        }

        #expect(unreachable.contains("reachable NO · credential accepted ?"))
        #expect(!isSuccess)
        #expect(toolless.contains("tools accepted NO · streaming works yes"))
    }

    private func check(endpoint: String, variants: [String]) async throws -> (Bool, String) {
        let yaml = RunningProxy.configuration(endpoint: endpoint, provider: "", variants: variants, more: "")
        let configuration = try ProxyUnderTest.configuration(yaml, database: ":memory:")
        let lines = Lines()
        let isSuccess = try await OnlineCheck(configuration: configuration, logger: ProxyUnderTest.silentLogger).run(
            lines.add
        )
        return (isSuccess, lines.text)
    }

    /// What the check told.
    private final class Lines: Sendable {
        private let told = Mutex("")

        var text: String { told.withLock { $0 } }

        func add(_ more: String) { told.withLock { $0 += more } }
    }
}
