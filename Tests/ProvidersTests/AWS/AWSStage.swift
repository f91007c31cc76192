import HTTPTypes
import Synchronization

@testable import Providers

/// An environment made of tables: files, answers, commands and a clock, with a record of what was asked.
final class AWSStage: Sendable {
    typealias Answer = @Sendable (AWSHTTPRequest) async throws -> AWSHTTPResponse
    typealias Command = @Sendable (AWSProcess) async throws -> AWSProcessResult

    /// 2026-01-15T09:30:45Z.
    static let start = 1_768_469_445

    struct Refusal: Error {}

    private struct State {
        var files: [String: String]
        var time = AWSStage.start
        var requests: [AWSHTTPRequest] = []
        var commands: [AWSProcess] = []
        var pauses: [Duration] = []
    }

    private let state: Mutex<State>
    private let variables: [String: String]
    private let unreadable: Set<String>
    private let isReadOnly: Bool
    private let answer: Answer
    private let command: Command

    init(
        _ variables: [String: String] = [:],
        config: String? = nil,
        credentials: String? = nil,
        files: [String: String] = [:],
        unreadable: Set<String> = [],
        isReadOnly: Bool = false,
        answer: @escaping Answer = { _ in throw Refusal() },
        command: @escaping Command = { _ in throw AWSProcessError.notFound }
    ) {
        var files = files
        files["/users/me/.aws/config"] = config
        files["/users/me/.aws/credentials"] = credentials
        self.variables = variables
        self.unreadable = unreadable
        self.isReadOnly = isReadOnly
        self.answer = answer
        self.command = command
        state = Mutex(State(files: files))
    }

    var requests: [AWSHTTPRequest] { state.withLock { $0.requests } }
    var commands: [AWSProcess] { state.withLock { $0.commands } }
    var pauses: [Duration] { state.withLock { $0.pauses } }
    func file(_ path: String) -> String? { state.withLock { $0.files[path] } }
    func pass(_ seconds: Int) { state.withLock { $0.time += seconds } }

    var environment: AWSEnvironment {
        AWSEnvironment(
            variables: variables,
            homeDirectory: "/users/me",
            readFile: { try self.read($0) },
            writeFile: { try self.write($0, $1) },
            run: { try await self.run($0) },
            http: { try await self.send($0) },
            now: { self.state.withLock { $0.time } },
            sleep: { pause in self.state.withLock { $0.pauses.append(pause) } }
        )
    }

    func chain(_ settings: AWSCredentialSettings = .init(usesInstanceMetadata: false)) -> CredentialChain {
        CredentialChain(settings: settings, environment: environment)
    }

    private func read(_ path: String) throws -> [UInt8]? {
        guard !unreadable.contains(path) else { throw Refusal() }
        return state.withLock { $0.files[path] }.map { Array($0.utf8) }
    }

    private func write(_ path: String, _ bytes: [UInt8]) throws {
        guard !isReadOnly else { throw Refusal() }
        state.withLock { $0.files[path] = String(decoding: bytes, as: UTF8.self) }
    }

    private func run(_ process: AWSProcess) async throws -> AWSProcessResult {
        state.withLock { $0.commands.append(process) }
        return try await command(process)
    }

    private func send(_ request: AWSHTTPRequest) async throws -> AWSHTTPResponse {
        state.withLock { $0.requests.append(request) }
        return try await answer(request)
    }
}

extension AWSHTTPResponse {
    static func text(_ status: Int, _ body: String, headers: HTTPFields = [:]) -> AWSHTTPResponse {
        AWSHTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }
}

extension AWSHTTPRequest {
    var text: String { String(decoding: body, as: UTF8.self) }
    subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

extension AWSProcessResult {
    static func printed(_ output: String, status: Int = 0, errorOutput: String = "") -> AWSProcessResult {
        AWSProcessResult(status: status, output: Array(output.utf8), errorOutput: Array(errorOutput.utf8))
    }
}
