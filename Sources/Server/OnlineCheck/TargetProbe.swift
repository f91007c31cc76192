import Gateway
import MessagesAPI
import NIOCore
import Providers

/// Sends one target a small streamed request with a tool, as an agent would, and tells what came of it.
struct TargetProbe: Sendable {
    /// Longest time for one request.
    static let timeLimit = Duration.seconds(30)
    /// Tokens asked for at most: enough for a model that thinks before its one word.
    static let maxTokens = 256

    let upstream: Gateway.Upstream
    let target: Target
    let clock: any Clock<Duration>

    func run() async throws -> TargetReport {
        guard let failure = try await failure(withTools: true) else { return TargetReport(success: target.id) }
        var report = TargetReport(failure, target: target.id)
        // Only a request without tools can tell whether the tools were the reason.
        if report.answers[.toolsAccepted] == .no, try await self.failure(withTools: false) == nil {
            report.noteThatToolsAreRefused()
        }
        return report
    }

    /// Why the target gave no whole answer within the time limit; `nil` if it did.
    private func failure(withTools: Bool) async throws -> UpstreamFailure? {
        let clock = clock
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await ask(withTools: withTools) }
                group.addTask {
                    try await clock.sleep(for: Self.timeLimit)
                    throw UpstreamFailure(.timedOut, "No answer within \(Self.timeLimit).")
                }
                defer { group.cancelAll() }
                try await group.next()
            }
            return nil
        } catch let failure as UpstreamFailure {
            return failure
        } catch let error as APIError {
            return UpstreamFailure(.invalidRequest, error.message)
        }
    }

    /// Makes the changes that the target asks for, as the gateway would.
    private func ask(withTools: Bool) async throws {
        let request = try MessagesRequest(body: Self.body(model: target.model, withTools: withTools))
        var adjustments: Set<RequestAdjustment> = []
        while true {
            do {
                return try await attempt(request, adjustments)
            } catch let failure as UpstreamFailure {
                guard case .retrySame(let adjustment) = failure.disposition(after: adjustments) else { throw failure }
                adjustments.insert(adjustment)
            }
        }
    }

    private func attempt(_ request: MessagesRequest, _ adjustments: Set<RequestAdjustment>) async throws {
        let call = try await upstream.provider.call(for: request, target: target, adjustments: adjustments)
        let response = try await upstream.transport.send(call.request)
        guard (200..<300).contains(response.status) else {
            let body = try await errorBody(response)
            throw upstream.provider.failure(
                status: response.status,
                headers: response.headers,
                body: body,
                target: target
            )
        }
        var stream = TranslatedStream(body: response.makeBody(), translator: call.translator, onFirstByte: {})
        while try await stream.next() != nil {}
    }

    private func errorBody(_ response: UpstreamResponse) async throws -> ByteBuffer {
        var body = response.makeBody()
        var collected = ByteBuffer()
        while collected.readableBytes < Self.errorBodyLimit, var chunk = try await body.next() {
            collected.writeBuffer(&chunk)
        }
        return collected
    }

    /// Largest error body that is read, in bytes.
    private static let errorBodyLimit = 64 * 1024

    private static func body(model: String, withTools: Bool) -> ByteBuffer {
        let tools =
            withTools
            ? #""tools":[{"name":"get_time","description":"Tells the time.","#
                + #""input_schema":{"type":"object","properties":{}}}],"# : ""
        // The model is the target's, so the name here is only what an answer would show.
        return ByteBuffer(
            string: #"{"model":"check","max_tokens":\#(maxTokens),"stream":true,"# + tools
                + #""messages":[{"role":"user","content":"Reply with the one word OK."}]}"#
        )
    }
}
