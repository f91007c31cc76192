import EndToEndSupport
import Foundation

/// The clients of Tests/RealClients: whether they are here, and how to run them.
struct RealClients: Sendable {
    /// The Python that has them.
    let python: String

    /// Where the client tests stand.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("RealClients").path

    /// Set where the absence of the clients is a failure, as in CI.
    static let areRequired = ProcessInfo.processInfo.environment["CLAUDE_PROXY_REQUIRE_CLIENTS"] == "1"

    /// Downloading some 100 MB on a slow line.
    private static let preparationLimit = Duration.seconds(420)

    /// The clients could not be installed.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Installs the clients, or finds that they are installed.
    /// - Throws: ``Missing``.
    static func prepare() async throws -> RealClients {
        let prepare = ChildProcess(executable: folder + "/prepare", arguments: [])
        let result = try await prepare.run(within: preparationLimit)
        let lines = result.output.split(separator: "\n")
        guard result.status == 0, let python = lines.last else {
            let end = lines.suffix(3).joined(separator: " | ")
            throw Missing(description: "the real clients could not be installed: \(end)")
        }
        return RealClients(python: String(python))
    }

    /// Whether the suite is run: always where it is required, else where the clients can be had.
    ///
    /// Says why if not.
    static func areWanted() async -> Bool {
        if areRequired { return true }
        do {
            _ = try await prepare()
            return true
        } catch {
            FileHandle.standardError.write(Data("Skipping the real clients: \(error)\n".utf8))
            return false
        }
    }

    /// Runs client tests against a proxy: files, or tests by their full names such as `test_errors.Errors.test_overload`.
    ///
    /// The tests are told whose upstreams they meet.
    func run(
        _ tests: [String],
        proxy: RunningProxy,
        target: VendorTarget,
        within limit: Duration
    ) async throws -> ChildProcess.Result {
        let tests = ChildProcess(
            executable: python,
            arguments: ["-B", "-m", "unittest", "--verbose"] + tests,
            environment: [
                "PROXY_URL": proxy.baseURL,
                "CLAUDE_PROXY_VENDOR": target.provider,
                "CLAUDE_PROXY_DIALECT": target.dialect.rawValue,
                "CLAUDE_PROJECTS": proxy.projects,
                "PYTHONIOENCODING": "utf-8",
            ],
            folder: Self.folder
        )
        return try await tests.run(within: limit)
    }
}
