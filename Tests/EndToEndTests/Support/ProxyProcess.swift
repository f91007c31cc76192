import EndToEndSupport
import Foundation
import SimulatedUpstream

/// The real binary as a process of its own, in front of a simulated Bedrock.
struct ProxyProcess: Sendable {
    struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    /// Where the build put the executable: beside the test runner.
    static var executable: String {
        let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return runner.deletingLastPathComponent().appendingPathComponent("claude-proxy").path
    }

    let process: Process
    let port: Int
    let dashboardPort: Int?
    let errors: URL

    /// Starts `claude-proxy` with the folder's `config.yaml` and waits for its start message.
    static func start(in folder: TemporaryFolder, endpoint: String, more: String = "") async throws -> ProxyProcess {
        let text = RunningProxy.configuration(
            endpoint: endpoint,
            provider: "",
            variants: RunningProxy.variants,
            more: more
        )
        try text.write(toFile: folder.path + "/config.yaml", atomically: true, encoding: .utf8)
        return try await launch("serve", in: folder)
    }

    /// Starts `claude-proxy demo`, which plays its upstreams itself.
    static func demo(in folder: TemporaryFolder) async throws -> ProxyProcess { try await launch("demo", in: folder) }

    /// Waits for the start message; the history is in the folder's `h.db`.
    private static func launch(_ command: String, in folder: TemporaryFolder) async throws -> ProxyProcess {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = [command, "--port", "0", "--dashboard-port", "0", "--database", folder.path + "/h.db"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = [
            "AWS_ACCESS_KEY_ID": AcceptedCredentials.Key.example.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": AcceptedCredentials.Key.example.secretAccessKey,
            "AWS_EC2_METADATA_DISABLED": "true", "HOME": folder.path,
        ]
        let output = Pipe()
        let errors = URL(fileURLWithPath: folder.path + "/errors-\(UInt32.random(in: 0...UInt32.max))")
        try Data().write(to: errors)
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let message = await firstOutput(of: output)
        guard let port = port(in: message, after: "listens on") else {
            process.terminate()
            throw NotStarted(description: message + ((try? String(contentsOf: errors, encoding: .utf8)) ?? ""))
        }
        let dashboardPort = Self.port(in: message, after: "Dashboard: ")
        return ProxyProcess(process: process, port: port, dashboardPort: dashboardPort, errors: errors)
    }

    var client: MessagesClient { MessagesClient(baseURL: "http://127.0.0.1:\(port)") }

    var log: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    /// Sends a signal and waits for the process to end.
    func end(_ signal: Int32) async -> Int32 {
        kill(process.processIdentifier, signal)
        return await exitStatus()
    }

    func exitStatus() async -> Int32 {
        let process = process
        return await withCheckedContinuation { continuation in
            Thread {
                process.waitUntilExit()
                continuation.resume(returning: process.terminationStatus)
            }.start()
        }
    }

    /// Reads until the ports are told or the process ends.
    private static func firstOutput(of pipe: Pipe) async -> String {
        await withCheckedContinuation { continuation in
            Thread {
                var text = ""
                while !text.contains("ANTHROPIC_AUTH_TOKEN") {
                    let data = pipe.fileHandleForReading.availableData
                    if data.isEmpty { break }
                    text += String(decoding: data, as: UTF8.self)
                }
                continuation.resume(returning: text)
            }.start()
        }
    }

    private static func port(in message: String, after words: String) -> Int? {
        let lines = message.split(separator: "\n")
        guard let address = lines.lazy.compactMap({ $0.firstRange(of: words).map(\.upperBound) }).first else {
            return nil
        }
        let digits = message[address...].prefix { $0 != "\n" }.drop { $0 != ":" }.split(separator: ":").compactMap {
            Int($0.prefix(while: \.isNumber))
        }
        return digits.first
    }
}
