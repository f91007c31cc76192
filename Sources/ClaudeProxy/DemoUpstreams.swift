import SimulatedUpstream

/// The vendors that the demo plays, each on a port of its own.
struct DemoUpstreams {
    let bedrock: SimulatedUpstream
    let groq: SimulatedUpstream
    let openAI: SimulatedUpstream

    /// Starts them; the first request of the flaky model fails, and some later ones.
    static func start() async throws -> DemoUpstreams {
        let bedrock = try await SimulatedUpstream.start(
            .demo(
                .bedrock,
                models: [
                    DemoSetup.tight: ModelProfile(quota: RequestQuota(perMinute: 2)),
                    DemoSetup.flaky: ModelProfile(failureShare: 0.2),
                ]
            )
        )
        bedrock.enqueue(.fault(.response(.unavailable)), for: DemoSetup.flaky)
        let groq = try await SimulatedUpstream.start(
            .demo(.groq, models: [DemoSetup.groq: ModelProfile(quota: RequestQuota(perMinute: 1))])
        )
        let openAI = try await SimulatedUpstream.start(.demo(.openAI, models: [:]))
        return DemoUpstreams(bedrock: bedrock, groq: groq, openAI: openAI)
    }

    func stop() async throws {
        for upstream in [bedrock, groq, openAI] { try await upstream.stop() }
    }
}
