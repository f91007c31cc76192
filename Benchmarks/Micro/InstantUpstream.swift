import Gateway
import HTTPTypes
import MessagesAPI
import NIOCore
import Providers

/// A provider and a transport that answer at once, without a socket and with a translator that passes everything on.
struct InstantUpstream: Provider, UpstreamTransport {
    /// Targets whose model is a number below this one are throttled.
    let refused: Int

    init(refusing count: Int) { refused = count }

    func call(
        for request: MessagesRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamCall {
        UpstreamCall(
            request: UpstreamRequest(method: .post, url: target.model, headers: [:], body: request.body),
            translator: Unchanged()
        )
    }

    func send(_ request: UpstreamRequest) async throws -> UpstreamResponse {
        let status = (Int(request.url) ?? 0) < refused ? 429 : 200
        return UpstreamResponse(status: status, headers: [:]) { OneChunk() }
    }

    func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure {
        UpstreamFailure(.rateLimited, "Too many requests", status: status)
    }

    func countTokensRequest(
        for request: MessagesRequest,
        target: Target
    ) async throws(UpstreamFailure) -> UpstreamRequest? { nil }

    func tokenCount(inAnswer body: ByteBuffer) -> Int? { nil }

    private struct OneChunk: UpstreamBody {
        private var rest: ByteBuffer? = ByteBuffer(string: "bytes")

        mutating func next() async throws -> ByteBuffer? {
            defer { rest = nil }
            return rest
        }
    }

    private struct Unchanged: ResponseTranslator {
        let usage = TokenUsage()
        let isComplete = false

        mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer { chunk }
        mutating func finish() throws(UpstreamFailure) -> ByteBuffer { ByteBuffer() }
    }
}
