import Foundation

/// A program run to its end within a time limit.
struct ChildProcess: Sendable {
    let executable: String
    let arguments: [String]
    var environment: [String: String] = [:]
    var folder: String?

    /// What a program left behind.
    struct Result: Sendable {
        /// `nil` when it was killed at the time limit.
        var status: Int32?
        /// Both of its channels, as they came.
        var output: String
    }

    /// How long a program has to end by itself after it was asked to.
    private static let terminationLimit = Duration.seconds(5)
    /// Between two looks at whether it has ended.
    private static let step = Duration.milliseconds(20)

    /// Starts the program and waits for it; ends it when the limit is over or the task is cancelled.
    func run(within limit: Duration) async throws -> Result {
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("child-\(UUID().uuidString).log")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        let channel = try FileHandle(forWritingTo: log)
        let process = process(channel)
        try process.run()
        let hasEnded = await Self.wait(for: process, within: limit)
        if !hasEnded { await Self.end(process) }
        try channel.close()
        return Result(
            status: hasEnded ? process.terminationStatus : nil,
            output: String(decoding: try Data(contentsOf: log), as: UTF8.self)
        )
    }

    private func process(_ channel: FileHandle) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = channel
        process.standardError = channel
        return process
    }

    private static func wait(for process: Process, within limit: Duration) async -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        while process.isRunning, !Task.isCancelled, clock.now < deadline { try? await clock.sleep(for: step) }
        return !process.isRunning
    }

    private static func end(_ process: Process) async {
        process.terminate()
        guard await !wait(for: process, within: terminationLimit) else { return }
        kill(process.processIdentifier, SIGKILL)
    }
}
