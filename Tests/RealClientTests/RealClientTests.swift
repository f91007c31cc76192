import EndToEndSupport
import SimulatedUpstream
import Testing

/// The Anthropic SDK and Claude Code, as their users get them, against the whole proxy.
///
/// One after another: each starts programs of its own.
@Suite(
    "Real clients",
    .serialized,
    .enabled("the clients cannot be installed here; the reason stands on standard error") {
        await PythonTests.realClients.areWanted()
    }
)
struct RealClientTests {
    /// All SDK tests; some twenty seconds on an idle machine.
    private static let sdkLimit = Duration.seconds(300)
    /// Five runs of Claude Code, each bounded by 120 seconds.
    private static let claudeCodeLimit = Duration.seconds(600)
    private static let oneRunLimit = Duration.seconds(150)
    /// How soon the upstream hears that a client has left, on a busy machine.
    private static let departureLimit = Duration.seconds(10)

    @Test(
        "The Anthropic SDK reads answers, failures and the rest of the API",
        arguments: [
            VendorTarget.bedrock, .anthropic, .openAI, .openAICodex, .groq, .cerebras, .openRouter, .openRouterClaude,
            .compatible,
        ]
    )
    func sdk(target: VendorTarget) async throws {
        try await RunningProxy.running({ _ in Scenario.all(at: target) }) { proxy in
            Self.lineUp(proxy[target], target)
            let files = ["test_messages.py", "test_errors.py", "test_service.py"]
            let result = try await proxy.run(files, at: target, within: Self.sdkLimit)

            #expect(result.status == 0, "\(target):\n\(result.output)")
            #expect(Self.refusals(proxy[target], target) == [])
            // What clients gave up must not go on costing tokens.
            try await proxy[target].waitUntilIdle(within: Self.departureLimit)
        }
    }

    @Test("Claude Code reads, edits and runs a file, fails over, and recovers from a broken stream")
    func claudeCode() async throws {
        try await RunningProxy.running({ Scenario.all(at: .bedrock) + Self.jobs($0) }) { proxy in
            let result = try await proxy.run(
                ["test_claude_code.ClaudeCode"],
                at: .bedrock,
                within: Self.claudeCodeLimit
            )

            #expect(result.status == 0, "test_claude_code.py:\n\(result.output)")
            for job in Self.jobs(proxy.projects) { try Self.expectResults(of: job, proxy[.bedrock]) }
            // Asked once: nobody gave up during the silence.
            #expect(proxy[.bedrock].requests(for: Scenario("start-slowly", .echo).modelID()).count == 1)
        }
    }

    @Test(
        "Claude Code thinks, calls tools at once and edits over the protocols of OpenAI",
        arguments: [VendorTarget.openAI, .openAIResponses, .groq, .cerebras, .openRouter]
    )
    func toolLoop(target: VendorTarget) async throws {
        try await RunningProxy.running({ [Self.plainJob($0).at(target)] }) { proxy in
            let result = try await proxy.run(
                ["test_claude_code.ClaudeCode.test_tools_and_thinking_with_the_default_model"],
                at: target,
                within: Self.oneRunLimit
            )

            #expect(result.status == 0, "\(target):\n\(result.output)")
            #expect(Self.refusals(proxy[target], target) == [])
            try Self.expectResults(of: Self.plainJob(proxy.projects).at(target), proxy[target])
        }
    }

    @Test(
        "A session of Claude Code goes on at another vendor and comes back",
        arguments: [
            MovingSession(home: .bedrock, away: .groq), MovingSession(home: .anthropic, away: .openAIResponses),
        ]
    )
    func movingSession(_ session: MovingSession) async throws {
        try await RunningProxy.running({ _ in [session.scenario] }) { proxy in
            let result = try await proxy.run(
                ["test_claude_code.MovingSession"],
                at: session.home,
                within: Self.claudeCodeLimit
            )

            #expect(result.status == 0, "\(session):\n\(result.output)")
            #expect(Self.refusals(proxy[session.away], session.away) == [])
            #expect(proxy[session.home].answers.map(\.status).filter { ![200, 429].contains($0) } == [])
            let away = try #require(proxy[session.away].requests.last)
            let home = try #require(proxy[session.home].requests.last)
            #expect(Self.toolResults(away).count == 2)
            #expect(Self.toolResults(home).count == 3)
            // What Claude thought is told to Claude, what others thought is not.
            #expect(Self.thoughts(home).allSatisfy { $0 == MovingSession.thought(at: session.home) })
        }
    }

    /// What happens once only.
    private static func lineUp(_ upstream: SimulatedUpstream, _ target: VendorTarget) {
        let model = { Scenario($0, .echo).at(target).modelID() }
        upstream.enqueue(.fault(.response(.throttled)), for: model("throttle-once"))
        upstream.enqueueCountTokens(.tokenCount(4_242), for: model("count"))
        // Only Bedrock's words mean that it need not be asked again.
        let refusal = Behaviour.fault(.response(.operationNotAllowed))
        upstream.enqueueCountTokens(refusal, refusal, for: model("count-refused"))
    }

    /// The models that refused a request although nothing in their scenario tells them to.
    private static func refusals(_ upstream: SimulatedUpstream, _ target: VendorTarget) -> [String] {
        let faulty = Set(
            Scenario.all(at: target).filter(\.isFaulty).flatMap { scenario in
                scenario.variants.indices.map(scenario.modelID)
            }
        )
        let requests = Dictionary(upstream.requests.map { ($0.sequence, $0) }) { $1 }
        return upstream.answers.compactMap { answer in
            guard (400..<500).contains(answer.status), !faulty.contains(answer.modelID ?? "") else { return nil }
            // This server's refusal is what the proxy has to learn from.
            let options = requests[answer.request]?.json?["stream_options"]
            if target.vendor == .compatible, options != nil { return nil }
            return "\(answer.status) \(answer.modelID ?? "-")"
        }
    }

    private static func plainJob(_ projects: String) -> Scenario {
        let job = CodingJob(folder: projects + "/plain")
        return Scenario("claude-opus-5-5", model: "claude-opus-5-5", profiles: job.profiles(failingFirst: []))
    }

    private static func jobs(_ projects: String) -> [Scenario] {
        let failover = CodingJob(folder: projects + "/failover")
        // What models before 4.6 refuse, so that the proxy's requests are held against it.
        let older = ModelProfile(refusesSystemRole: true, refusesAdaptiveThinking: true)
        let failures: [Fault] = [
            .response(.throttled),
            .response(.unavailable),
            .exception(.throttling, at: .beforeFirstBlock),
        ]
        return [
            plainJob(projects),
            Scenario("claude-sonnet-4-5-20250929", profiles: failover.profiles(failingFirst: failures, older)),
        ]
    }

    /// What the tools gave has to reach the model byte for byte.
    private static func expectResults(of job: Scenario, _ upstream: SimulatedUpstream) throws {
        let request = upstream.requests(for: job.modelID(job.variants.count - 1)).last
        let results = toolResults(try #require(request, "no request for \(job.name)"))
        #expect(results["toolu_bdrk_sim_0_1"].map(withoutReminder) == CodingJob.spoken)
        #expect(results["toolu_bdrk_sim_2_0"].map(withoutReminder) == CodingJob.printed)
        #expect(results.count == 4)
    }

    /// A tool's result as the tool gave it: with some models, Claude Code adds a note of its own at the end.
    private static func withoutReminder(_ result: String) -> String {
        result.firstRange(of: "\n\n<system-reminder>").map { String(result[..<$0.lowerBound]) } ?? result
    }

    /// All tool results of a conversation, by the id of the call.
    private static func toolResults(_ request: RecordedRequest) -> [String: String] {
        var results: [String: String] = [:]
        for block in blocks(request) where block["type"]?.string == "tool_result" {
            guard let id = block["tool_use_id"]?.string else { continue }
            let parts = block["content"]?.array ?? []
            results[id] = block["content"]?.string ?? parts.compactMap { $0["text"]?.string }.joined(separator: "\n")
        }
        return results
    }

    /// The texts of all thinking that a conversation holds.
    private static func thoughts(_ request: RecordedRequest) -> [String] {
        blocks(request).filter { $0["type"]?.string == "thinking" }.compactMap { $0["thinking"]?.string }
    }

    private static func blocks(_ request: RecordedRequest) -> [ParsedJSON] {
        request.messages.flatMap { $0["content"]?.array ?? [] }
    }
}
