import Gateway
import HTTPTypes
import NIOCore
import NIOPosix
import NIOSSL
import Providers

@testable import Server

/// An ``UpstreamHTTP`` on one event loop, so that its requests share one pool.
struct TransportUnderTest: Sendable {
    /// An answer that was read to its end.
    struct Answer: Sendable {
        var status: Int
        var headers: HTTPFields
        var body: String
        /// The pieces in which the body came.
        var pieces: Int
    }

    static let ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"

    let http: UpstreamHTTP

    init(
        connect: Duration = .seconds(20),
        head: Duration = .seconds(20),
        idle: Duration = .seconds(20),
        kept: Duration = .seconds(20),
        crossing: Duration = .seconds(20),
        environment: [String: String] = [:],
        trustRoots: NIOSSLTrustRoots = .certificates([]),
        connectionLimit: Int = UpstreamPool.connectionLimit
    ) {
        http = UpstreamHTTP(
            timeouts: .init(connect: connect, head: head, idle: idle, kept: kept, crossing: crossing),
            proxies: OutboundProxies(environment: environment),
            tls: UpstreamTLS(trustRoots: trustRoots),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton.next(),
            connectionLimit: connectionLimit
        )
    }

    func send(
        _ port: Int,
        method: HTTPRequest.Method = .post,
        body: String = "{}",
        base: String = "http://127.0.0.1"
    ) async throws -> UpstreamResponse {
        let request = UpstreamRequest(
            method: method,
            url: "\(base):\(port)/v1/messages?beta=true",
            headers: [.contentType: "application/json"],
            body: ByteBuffer(string: body)
        )
        return try await http.send(request)
    }

    func answer(
        _ port: Int,
        method: HTTPRequest.Method = .post,
        body: String = "{}",
        base: String = "http://127.0.0.1"
    ) async throws -> Answer {
        let response = try await send(port, method: method, body: body, base: base)
        var answer = Answer(status: response.status, headers: response.headers, body: "", pieces: 0)
        var reader = response.makeBody()
        while let piece = try await reader.next() {
            answer.body += String(buffer: piece)
            answer.pieces += 1
        }
        return answer
    }

    /// The failure of a request that must fail.
    func failure(
        _ port: Int,
        method: HTTPRequest.Method = .post,
        body: String = "{}",
        base: String = "http://127.0.0.1"
    ) async throws -> UpstreamFailure? {
        do {
            _ = try await answer(port, method: method, body: body, base: base)
            return nil
        } catch let failure as UpstreamFailure {
            return failure
        }
    }
}
