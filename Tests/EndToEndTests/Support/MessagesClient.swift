import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SimulatedUpstream
import TestSupport

/// Speaks to the proxy as a client of the Messages API does.
struct MessagesClient: Sendable {
    /// A whole answer.
    struct Answer: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var body: String
        /// Nanoseconds of the monotonic clock when the body's pieces arrived, with the piece.
        var pieces: [(arrival: UInt64, text: String)]
    }

    let baseURL: String

    init(_ proxy: RunningProxy) { self.init(baseURL: proxy.baseURL) }

    init(baseURL: String) { self.baseURL = baseURL }

    /// A request's body.
    static func body(stream: Bool = true, model: String = "claude-sonnet-4-6", text: String = "Hello") -> String {
        #"{"model":"\#(model)","max_tokens":1000,"stream":\#(stream),"messages":[{"role":"user","content":"\#(text)"}]}"#
    }

    func post(
        _ body: String = body(),
        path: String = "/v1/messages",
        headers: HTTPHeaders = [:],
        limit: Duration = .seconds(60)
    ) async throws -> Answer {
        try await post(bytes: Array(body.utf8), path: path, headers: headers, limit: limit)
    }

    func post(
        bytes: [UInt8],
        path: String = "/v1/messages",
        headers: HTTPHeaders = [:],
        limit: Duration = .seconds(60)
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: baseURL + path)
        request.method = .POST
        request.headers = ["content-type": "application/json", "anthropic-version": "2023-06-01"]
        request.headers.add(contentsOf: headers)
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return try await send(request, limit: limit)
    }

    func get(_ path: String, headers: HTTPHeaders = [:]) async throws -> Answer {
        var request = HTTPClientRequest(url: baseURL + path)
        request.headers = headers
        return try await send(request, limit: .seconds(20))
    }

    func send(_ request: HTTPClientRequest, limit: Duration) async throws -> Answer {
        let response = try await HTTPClient.shared.execute(request, timeout: .init(limit))
        var answer = Answer(status: Int(response.status.code), headers: response.headers, body: "", pieces: [])
        var all = ByteBuffer()
        for try await var piece in response.body {
            answer.pieces.append((SimulatedUpstream.now, String(buffer: piece)))
            all.writeBuffer(&piece)
        }
        answer.body = String(buffer: all)
        return answer
    }
}
