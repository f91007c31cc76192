import SimulatedUpstream
import Testing

/// The Anthropic SDK and Claude Code, as their users get them, against the whole proxy.
///
/// One after another: each starts programs of its own.
@Suite(
    "Real clients",
    .serialized,
    .enabled("the clients cannot be installed here; the reason stands on standard error") {
        await RealClients.areWanted()
    }
)
struct RealClientTests {
    /// One file of SDK tests; some ten seconds on an idle machine.
    private static let sdkLimit = Duration.seconds(180)
    /// Five runs of Claude Code, each bounded by 120 seconds.
    private static let claudeCodeLimit = Duration.seconds(600)
    /// How soon the upstream hears that a client has left, on a busy machine.
    private static let departureLimit = Duration.seconds(10)

    @Test(
        "The Anthropic SDK reads answers, failures and the rest of the API",
        arguments: ["test_messages.py", "test_errors.py", "test_service.py"]
    )
    func sdk(file: String) async throws {
        let clients = try await RealClients.prepare()

        try await RunningProxy.running({ _ in Scenario.all }) { proxy in
            Self.lineUp(proxy.upstream)
            let result = try await clients.run(file, proxy: proxy, within: Self.sdkLimit)

            #expect(result.status == 0, "\(file):\n\(result.output)")
            // What clients gave up must not go on costing tokens.
            try await proxy.upstream.waitUntilIdle(within: Self.departureLimit)
        }
    }

    @Test("Claude Code reads, edits and runs a file, fails over, and recovers from a broken stream")
    func claudeCode() async throws {
        let clients = try await RealClients.prepare()

        try await RunningProxy.running({ Scenario.all + Self.jobs($0) }) { proxy in
            let result = try await clients.run("test_claude_code.py", proxy: proxy, within: Self.claudeCodeLimit)

            #expect(result.status == 0, "test_claude_code.py:\n\(result.output)")
            for job in Self.jobs(proxy.projects) {
                let request = proxy.upstream.requests(for: job.modelID(job.variants.count - 1)).last
                let results = try #require(request.flatMap(Self.toolResults), "no request for \(job.name)")
                #expect(results["toolu_bdrk_sim_0_1"].map(Self.withoutReminder) == CodingJob.spoken)
                #expect(results["toolu_bdrk_sim_2_0"].map(Self.withoutReminder) == CodingJob.printed)
                #expect(results.count == 4)
            }
            // Asked once: nobody gave up during the silence.
            #expect(proxy.upstream.requests(for: Scenario("start-slowly").modelID()).count == 1)
        }
    }

    /// What happens once only.
    private static func lineUp(_ upstream: SimulatedUpstream) {
        upstream.enqueue(.fault(.response(.throttled)), for: Scenario("throttle-once").modelID())
        upstream.enqueueCountTokens(.tokenCount(4_242), for: Scenario("count").modelID())
        upstream.enqueueCountTokens(.fault(.response(.operationNotAllowed)), for: Scenario("count-refused").modelID())
    }

    private static func jobs(_ projects: String) -> [Scenario] {
        let plain = CodingJob(folder: projects + "/plain")
        let failover = CodingJob(folder: projects + "/failover")
        // What models before 4.6 refuse, so that the proxy's requests are held against it.
        let older = ModelProfile(refusesSystemRole: true, refusesAdaptiveThinking: true)
        let failures: [Fault] = [
            .response(.throttled),
            .response(.unavailable),
            .exception(.throttling, at: .beforeFirstBlock),
        ]
        return [
            Scenario("claude-opus-5-5", model: "claude-opus-5-5", profiles: plain.profiles(failingFirst: [])),
            Scenario("claude-sonnet-4-5-20250929", profiles: failover.profiles(failingFirst: failures, older)),
        ]
    }

    /// A tool's result as the tool gave it: with some models, Claude Code adds a note of its own at the end.
    private static func withoutReminder(_ result: String) -> String {
        result.firstRange(of: "\n\n<system-reminder>").map { String(result[..<$0.lowerBound]) } ?? result
    }

    /// All tool results of a conversation, by the id of the call.
    private static func toolResults(_ request: RecordedRequest) -> [String: String]? {
        guard let messages = request.json?["messages"]?.array else { return nil }
        var results: [String: String] = [:]
        for block in messages.flatMap({ $0["content"]?.array ?? [] }) where block["type"]?.string == "tool_result" {
            guard let id = block["tool_use_id"]?.string else { continue }
            let parts = block["content"]?.array ?? []
            results[id] = block["content"]?.string ?? parts.compactMap { $0["text"]?.string }.joined(separator: "\n")
        }
        return results
    }
}
