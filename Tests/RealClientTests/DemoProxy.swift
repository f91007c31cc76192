import EndToEndSupport
import Server
import SimulatedUpstream

@testable import ClaudeProxy

/// The demo as `claude-proxy demo` runs it, with two days of history, and long answers for whoever asks next.
enum DemoProxy {
    /// Long answers that are waiting: two for each picture of the list of requests.
    private static let longAnswers = 6

    /// Runs `body` when the demo's own requests are answered.
    static func running(_ body: @escaping @Sendable (ProxyServer.Addresses) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let database = folder.path + "/history.db"
        try await SeededHistory.write(DemoHistory.exchanges(until: SeededHistory.now), to: database)
        let upstreams = try await DemoUpstreams.start()
        let configuration = try ProxyUnderTest.configuration(
            DemoSetup.yaml(upstreams),
            database: database,
            environment: DemoSetup.environment
        )
        try await ProxyUnderTest.serve(configuration) { addresses in
            await DemoTraffic(port: addresses.port).send()
            let answer = Answer.filler(bytes: 12_000, deltaLength: 50)
                .paced(AnswerPacing(betweenEvents: .milliseconds(15)))
            for _ in 0..<longAnswers { upstreams.bedrock.enqueue(.answer(answer), for: DemoSetup.flaky) }
            try await body(addresses)
        }
        try await upstreams.stop()
    }
}
