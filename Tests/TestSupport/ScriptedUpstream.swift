package import Gateway
package import HTTPTypes
package import MessagesAPI
package import NIOCore
package import Providers
import Synchronization

/// A provider and a transport without a socket: each target answers what the test laid out for it, in order.
package final class ScriptedUpstream: Provider, UpstreamTransport {
    /// What one request to a target leads to.
    package enum Step: Sendable {
        /// A 2xx whose body comes in these chunks and then ends, or breaks off with a failure.
        case answer([String], failing: UpstreamFailure? = nil)
        /// An error answer; the provider reads it as this failure.
        case refuse(UpstreamFailure)
        /// No answer at all.
        case breakOff(UpstreamFailure)
        /// Nothing ever; ends when it is cancelled.
        case hang
    }

    private struct State {
        var steps: [String: [Step]] = [:]
        var asked: [String] = []
        var adjustments: [Set<RequestAdjustment>] = []
        var pending: UpstreamFailure?
    }

    private let state = Mutex(State())
    /// Changes that make no difference to the request.
    private let ignoring: Set<RequestAdjustment>

    /// The head of every answer.
    private let headers: HTTPFields

    package init(_ steps: [String: [Step]], ignoring: Set<RequestAdjustment> = [], headers: HTTPFields = [:]) {
        self.ignoring = ignoring
        self.headers = headers
        state.withLock { $0.steps = steps }
    }

    /// The targets' models in the order in which they were asked.
    package var asked: [String] { state.withLock { $0.asked } }
    /// With which changes each of them was asked.
    package var adjustments: [Set<RequestAdjustment>] { state.withLock { $0.adjustments } }

    package func call(
        for request: MessagesRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamCall {
        state.withLock { $0.adjustments.append(adjustments) }
        let changes = adjustments.subtracting(ignoring).map { "\($0)" }.sorted().joined(separator: ",")
        return UpstreamCall(
            request: UpstreamRequest(method: .post, url: target.model, headers: [.via: changes], body: request.body),
            translator: ScriptedTranslator()
        )
    }

    package func send(_ request: UpstreamRequest) async throws -> UpstreamResponse {
        let step = state.withLock { state -> Step in
            state.asked.append(request.url)
            guard var steps = state.steps[request.url], !steps.isEmpty else {
                return .breakOff(UpstreamFailure(.network, "nothing scripted for \(request.url)"))
            }
            let step = steps.removeFirst()
            state.steps[request.url] = steps
            return step
        }
        switch step {
        case .answer(let chunks, let failure):
            return UpstreamResponse(status: 200, headers: headers) {
                ScriptedBody(chunks: chunks[...], failure: failure)
            }
        case .refuse(let failure):
            state.withLock { $0.pending = failure }
            return UpstreamResponse(status: failure.status ?? 500, headers: headers) { ScriptedBody(chunks: []) }
        case .breakOff(let failure):
            throw failure
        case .hang:
            try await ContinuousClock().sleep(for: .seconds(3600))
            throw CancellationError()
        }
    }

    package func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure {
        state.withLock { $0.pending } ?? UpstreamFailure(.unavailable, "status \(status)", status: status)
    }

    package func countTokensRequest(
        for request: MessagesRequest,
        target: Target
    ) async throws(UpstreamFailure) -> UpstreamRequest? { nil }

    package func tokenCount(inAnswer body: ByteBuffer) -> Int? { nil }
}

private struct ScriptedBody: UpstreamBody {
    var chunks: ArraySlice<String>
    var failure: UpstreamFailure?

    mutating func next() async throws -> ByteBuffer? {
        if let chunk = chunks.popFirst() { return ByteBuffer(string: chunk) }
        if let failure { throw failure }
        return nil
    }
}

/// Passes bytes on; a chunk `hold` gives nothing, `hidden` nothing but a token, and an answer must end in `end`.
private struct ScriptedTranslator: ResponseTranslator {
    var usage = TokenUsage()
    private var last = ""
    var isComplete: Bool { last == "stop" }

    mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard chunk.readableBytes > 0 else { return chunk }
        last = String(buffer: chunk)
        if last == "hold" { return ByteBuffer() }
        if last == "end-without-content" { return ByteBuffer() }
        usage.outputTokens = (usage.outputTokens ?? 0) + 1
        return last == "hidden" ? ByteBuffer() : chunk
    }

    mutating func finish() throws(UpstreamFailure) -> ByteBuffer {
        if last == "end-without-content" { return ByteBuffer() }
        guard last == "end" || last == "stop" else { throw UpstreamFailure(.incomplete, "no end") }
        return ByteBuffer()
    }
}
