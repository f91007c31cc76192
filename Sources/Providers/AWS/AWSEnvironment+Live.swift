import Foundation
import Synchronization

extension AWSEnvironment {
    /// The machine's own environment, files, commands and clock.
    ///
    /// - Parameter http: Sends a request and reads the whole answer; the only part that needs a client.
    /// - Returns: An environment with the variables as they are now.
    public static func live(
        http: @escaping @Sendable (AWSHTTPRequest) async throws -> AWSHTTPResponse
    ) -> AWSEnvironment {
        let variables = ProcessInfo.processInfo.environment
        return AWSEnvironment(
            variables: variables,
            homeDirectory: variables.nonEmpty("HOME") ?? NSHomeDirectory(),
            readFile: LiveFiles.read,
            writeFile: LiveFiles.write,
            run: { try await LiveProcess.run($0) },
            http: http,
            now: { Int(Date().timeIntervalSince1970.rounded(.down)) },
            sleep: { try await Task.sleep(for: $0) }
        )
    }
}

private enum LiveFiles {
    static func read(_ path: String) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        var bytes: [UInt8] = []
        while bytes.count <= AWSEnvironment.fileLimit,
            let chunk = try handle.read(upToCount: AWSEnvironment.fileLimit + 1 - bytes.count), !chunk.isEmpty
        {
            bytes.append(contentsOf: chunk)
        }
        return bytes
    }

    /// Writes beside the file and renames, so that nobody ever reads half of it or reads it without being its owner.
    static func write(_ path: String, _ bytes: [UInt8]) throws {
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        let draft = "\(path).\(UUID().uuidString).tmp"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        do {
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
            guard rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            unlink(draft)
            throw error
        }
    }
}

private enum LiveProcess {
    static func run(_ command: AWSProcess) async throws -> AWSProcessResult {
        guard let executable = path(of: command) else { throw AWSProcessError.notFound }
        let (output, errorOutput) = (Pipe(), Pipe())
        let collector = ProcessCollector(
            output: output.fileHandleForReading.fileDescriptor,
            errorOutput: errorOutput.fileHandleForReading.fileDescriptor
        )
        for pipe in [output, errorOutput] {
            pipe.fileHandleForReading.readabilityHandler = { handle in
                // At its end a pipe stays readable for ever.
                if collector.takeAvailable(from: handle.fileDescriptor) { handle.readabilityHandler = nil }
            }
        }
        defer { for pipe in [output, errorOutput] { pipe.fileHandleForReading.readabilityHandler = nil } }
        let process = process(command, executable, output, errorOutput)
        process.terminationHandler = { ended in
            // A signal's number is told the way shells do.
            let signalled = ended.terminationReason == .uncaughtSignal
            collector.ended(status: Int(ended.terminationStatus) + (signalled ? 128 : 0))
        }
        do { try process.run() } catch { throw AWSProcessError.notFound }
        collector.started(process.processIdentifier)
        return try await result(of: collector, within: command.timeout)
    }

    private static func process(
        _ command: AWSProcess,
        _ executable: String,
        _ output: Pipe,
        _ errorOutput: Pipe
    ) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = command.arguments
        process.environment = command.variables
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errorOutput
        return process
    }

    private static func result(
        of collector: ProcessCollector,
        within limit: Duration
    ) async throws -> AWSProcessResult {
        try await withThrowingTaskGroup(of: AWSProcessResult.self) { group in
            group.addTask { try await collector.result() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw AWSProcessError.timedOut
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private static func path(of command: AWSProcess) -> String? {
        if command.executable.contains("/") { return command.executable }
        let folders = (command.variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.lazy.map { "\($0)/\(command.executable)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// What a running command has printed, and who waits for its end.
///
/// The end is the exit of the command itself, with what its pipes hold at that moment. The end of the pipes is not waited
/// for: a browser that the command opened may hold them open for hours. (Foundation on Linux tells the exit only once the
/// command's own children have gone or closed the files they inherited; a command that leaves some runs into its limit.)
private final class ProcessCollector: Sendable {
    private struct State {
        var output: PipeContent
        var errorOutput: PipeContent
        var process: pid_t?
        var hasExited = false
        var outcome: Result<AWSProcessResult, any Error>?
        var waiter: CheckedContinuation<AWSProcessResult, any Error>?
    }

    private let state: Mutex<State>

    init(output: Int32, errorOutput: Int32) {
        state = Mutex(State(output: PipeContent(output), errorOutput: PipeContent(errorOutput)))
    }

    func started(_ process: pid_t) { update { $0.process = process } }

    /// Takes what a pipe holds; true at its end.
    func takeAvailable(from descriptor: Int32) -> Bool {
        update { state in
            guard state.outcome == nil else { return true }
            let isOutput = state.output.descriptor == descriptor
            let hasEnded = isOutput ? state.output.drain() : state.errorOutput.drain()
            if state.output.isTooLarge { state.outcome = .failure(AWSProcessError.outputTooLarge) }
            return hasEnded
        }
    }

    func ended(status: Int) {
        update { state in
            state.hasExited = true
            guard state.outcome == nil else { return }
            _ = state.output.drain()
            _ = state.errorOutput.drain()
            let result = AWSProcessResult(
                status: status,
                output: state.output.bytes,
                errorOutput: state.errorOutput.bytes
            )
            state.outcome =
                state.output.isTooLarge ? .failure(AWSProcessError.outputTooLarge) : .success(result)
        }
    }

    /// Waits for the end; kills the command if the task is cancelled.
    func result() async throws -> AWSProcessResult {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in update { $0.waiter = waiter } }
        } onCancel: {
            update { $0.outcome = $0.outcome ?? .failure(CancellationError()) }
        }
    }

    /// Changes the state; once there is an outcome, tells the waiter and kills what still runs.
    private func update<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
        let (value, waiter, outcome, leftover) = state.withLock { state in
            let value = change(&state)
            guard let outcome = state.outcome else { return (value, state.waiter, state.outcome, pid_t?.none) }
            let waiter = state.waiter
            state.waiter = nil
            return (value, waiter, .some(outcome), state.hasExited ? nil : state.process)
        }
        if let leftover { kill(leftover, SIGKILL) }
        if let waiter, let outcome { waiter.resume(with: outcome) }
        return value
    }
}

/// What was read from a pipe so far.
///
/// Reading never waits, so it may be done under a lock.
private struct PipeContent {
    let descriptor: Int32
    private(set) var bytes: [UInt8] = []

    /// Bytes taken at once; a command that never stops printing must not hold the lock for ever.
    private static let drainLimit = 2 * AWSProcess.outputLimit
    private static let chunkSize = 4096

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Whether there is more than a document; one byte more is kept to tell.
    var isTooLarge: Bool { bytes.count > AWSProcess.outputLimit }

    /// Takes what the pipe holds, drops what is over the limit; true at the pipe's end.
    mutating func drain() -> Bool {
        var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
        for _ in 0..<(Self.drainLimit / Self.chunkSize) {
            let count = read(descriptor, &chunk, Self.chunkSize)
            if count == 0 { return true }
            if count < 0 { return false }
            bytes.append(contentsOf: chunk[..<min(count, AWSProcess.outputLimit + 1 - bytes.count)])
        }
        return false
    }
}
