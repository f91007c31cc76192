import EndToEndSupport
import Foundation
import Gateway
import Server
import Testing

/// The dashboard's page in a real Chromium, against the whole proxy.
///
/// One after another: each starts a browser of its own.
@Suite(
    "The dashboard in a browser",
    .serialized,
    .enabled("no browser can be had here; the reason stands on standard error") {
        await PythonTests.browser.areWanted()
    }
)
struct BrowserTests {
    /// A file of tests on a busy machine; some seconds on an idle one.
    private static let limit = Duration.seconds(240)

    /// As in Tests/Dashboard/test_access.py.
    private static let clientKey = "the-key-of-the-tests"
    /// As in Tests/Dashboard/test_hostile.py.
    private static let hostileTexts = [
        "<script>window.ran = 1</script><img src=x onerror=\"window.ran = 2\"><svg onload='window.ran = 3'>",
        "\"'`${window.ran = 4}</title></textarea>&lt;b&gt;",
        "\u{202e}gnp.exe\u{202c} \u{200b}\u{301} \u{2066}x\u{2069}",
    ]

    private func expect(
        _ file: String,
        pass options: RunningProxy.Options = RunningProxy.Options(),
        at scenarios: [Scenario] = Scenario.dashboard()
    ) async throws {
        try await RunningProxy.running(with: options, { _ in scenarios }) { proxy in
            let environment = ["PROXY_URL": proxy.baseURL, "DASHBOARD_URL": proxy.dashboardURL]
            let result = try await PythonTests.browser.run([file], environment: environment, within: Self.limit)

            #expect(result.status == 0, "\(file):\n\(result.output)")
        }
    }

    @Test("A proxy that nobody has used says what to do next")
    func empty() async throws { try await expect("test_empty.py") }

    @Test("A thousand requests are paged, filtered, counted and drawn: by keyboard, at every width, in both themes")
    func history() async throws {
        try await expect("test_history.py", pass: .init(history: Exchange.thousand(until: SeededHistory.now)))
    }

    @Test("Requests, failovers and cool-downs are seen as they happen")
    func live() async throws { try await expect("test_live.py", pass: .init(cooldownSeconds: 300)) }

    @Test("Names and texts from outside are text")
    func hostile() async throws {
        let twoDaysAgo = SeededHistory.now.advanced(by: .seconds(-2 * 86_400))
        let history = Exchange.named(by: Self.hostileTexts, at: twoDaysAgo)

        try await expect("test_hostile.py", pass: .init(history: history), at: [.hostile])
    }

    @Test("With client keys the page asks for one, and takes no other")
    func access() async throws { try await expect("test_access.py", pass: .init(clientKeys: [Self.clientKey])) }

    @Test("When the proxy stops, the page keeps what it shows; when it is back, the page goes on")
    func restart() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }

        let result = try await PythonTests.browser.run(
            ["test_restart.py"],
            environment: ["CLAUDE_PROXY_BINARY": Self.executable, "CLAUDE_PROXY_FOLDER": folder.path],
            within: Self.limit
        )

        #expect(result.status == 0, "test_restart.py:\n\(result.output)")
    }

    @Test("The screenshots of the documentation, where they are asked for", .enabled(if: screenshots != nil))
    func makeScreenshots() async throws {
        try await DemoProxy.running { addresses in
            let result = try await PythonTests.browser.run(
                ["screenshots.py"],
                environment: [
                    "PROXY_URL": "http://127.0.0.1:\(addresses.port)",
                    "DASHBOARD_URL": "http://127.0.0.1:\(addresses.dashboardPort ?? 0)",
                    "CLAUDE_PROXY_SCREENSHOTS": Self.screenshots ?? "",
                ],
                within: Self.limit
            )

            #expect(result.status == 0, "screenshots.py:\n\(result.output)")
        }
    }

    /// The folder for the screenshots, where they are wanted.
    private static var screenshots: String? {
        ProcessInfo.processInfo.environment["CLAUDE_PROXY_SCREENSHOTS"].map { URL(fileURLWithPath: $0).path }
    }

    /// Where the build put the program: beside the test runner.
    private static var executable: String {
        let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return runner.deletingLastPathComponent().appendingPathComponent("claude-proxy").path
    }
}
