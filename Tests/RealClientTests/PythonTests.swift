import Foundation

/// Tests in Python, which drive programs that others wrote against the whole proxy.
///
/// They stand in a folder of Tests whose `prepare` installs what they need and prints the path of its Python.
struct PythonTests: Sendable {
    /// Where they stand.
    let folder: String
    /// What they need, in words.
    private let need: String
    /// The environment variable that is `1` where its absence is a failure, as in CI.
    private let requirement: String

    static let realClients = PythonTests(
        folder: "RealClients",
        need: "the real clients",
        requirement: "CLAUDE_PROXY_REQUIRE_CLIENTS"
    )
    static let browser = PythonTests(
        folder: "Dashboard",
        need: "a browser",
        requirement: "CLAUDE_PROXY_REQUIRE_BROWSER"
    )

    /// Downloading some 100 MB on a slow line.
    private static let preparationLimit = Duration.seconds(420)

    /// What they need could not be had.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private init(folder: String, need: String, requirement: String) {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        self.folder = tests.appendingPathComponent(folder).path
        self.need = need
        self.requirement = requirement
    }

    /// Installs what the tests need, or finds that it is installed.
    /// - Returns: The Python that has it.
    /// - Throws: ``Missing``.
    func prepare() async throws -> String {
        let prepare = ChildProcess(executable: folder + "/prepare", arguments: [])
        let result = try await prepare.run(within: Self.preparationLimit)
        let lines = result.output.split(separator: "\n")
        guard result.status == 0, let python = lines.last else {
            let end = lines.suffix(3).joined(separator: " | ")
            throw Missing(description: "\(need) cannot be had: \(end)")
        }
        return String(python)
    }

    /// Whether the tests are run: always where they are required, else where what they need can be had.
    ///
    /// Says why if not.
    func areWanted() async -> Bool {
        if ProcessInfo.processInfo.environment[requirement] == "1" { return true }
        do {
            _ = try await prepare()
            return true
        } catch {
            FileHandle.standardError.write(Data("Skipping tests: \(error)\n".utf8))
            return false
        }
    }

    /// Runs files of tests, or tests by their full names such as `test_errors.Errors.test_overload`.
    ///
    /// The environment tells them whom they meet.
    func run(
        _ tests: [String],
        environment: [String: String],
        within limit: Duration
    ) async throws -> ChildProcess.Result {
        let child = ChildProcess(
            executable: try await prepare(),
            arguments: ["-B", "-m", "unittest", "--verbose"] + tests,
            environment: environment.merging(["PYTHONIOENCODING": "utf-8"]) { $1 },
            folder: folder
        )
        return try await child.run(within: limit)
    }
}
