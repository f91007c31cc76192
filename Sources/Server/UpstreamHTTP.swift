import AsyncHTTPClient
import Gateway
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix
import Providers
import ServiceLifecycle

/// The upstream transport over AsyncHTTPClient: one pool a provider, no redirects, no decompression.
struct UpstreamHTTP: UpstreamTransport {
    /// The three named waits.
    struct Timeouts: Sendable {
        /// To a connection, TLS included.
        var connect: Duration
        /// From sending to the response head.
        var head: Duration
        /// Longest gap between two chunks.
        ///
        /// AsyncHTTPClient counts the wait for the head as a gap too, so a value below ``head`` shortens that wait.
        var idle: Duration
    }

    /// Connections kept to one upstream address.
    ///
    /// Each streamed answer occupies one, so this bounds what runs at once.
    static let connectionLimit = 1024
    /// How long an unused connection is kept: below the idle limits of the load balancers in front of common upstreams,
    /// so that a request is rarely sent into a connection that is being closed.
    static let poolIdleTimeout = TimeAmount.seconds(45)

    private let client: HTTPClient
    private let headTimeout: TimeAmount

    init(timeouts: Timeouts, eventLoopGroup: any EventLoopGroup) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .init(timeouts.connect), read: .init(timeouts.idle))
        configuration.connectionPool.idleTimeout = Self.poolIdleTimeout
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionLimit
        // Another target is at hand: a refused connection is told at once instead of being tried until the limit.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        self.client = HTTPClient(eventLoopGroupProvider: .shared(eventLoopGroup), configuration: configuration)
        self.headTimeout = .init(timeouts.head)
    }

    func send(_ request: UpstreamRequest) async throws -> UpstreamResponse {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers { outgoing.headers.add(name: field.name.rawName, value: field.value) }
        if request.body.readableBytes > 0 || request.method == .post { outgoing.body = .bytes(request.body) }
        do {
            let response = try await client.execute(outgoing, timeout: headTimeout)
            return UpstreamResponse(
                status: Int(response.status.code),
                headers: HTTPFields(response.headers),
                makeBody: { Body(response.body.makeAsyncIterator()) }
            )
        } catch {
            throw Self.failure(error)
        }
    }

    /// What went wrong on the way; cancellation stays what it is.
    private static func failure(_ error: any Error) -> any Error {
        if error is CancellationError || Task.isCancelled { return CancellationError() }
        switch error as? HTTPClientError {
        case .some(.cancelled): return CancellationError()
        case .some(.connectTimeout): return UpstreamFailure(.timedOut, "No connection within the connect timeout.")
        case .some(.deadlineExceeded), .some(.getConnectionFromPoolTimeout):
            return UpstreamFailure(.timedOut, "No response head within the head timeout.")
        case .some(.readTimeout): return UpstreamFailure(.timedOut, "No byte within the idle timeout.")
        case .some(.remoteConnectionClosed): return UpstreamFailure(.network, "The upstream closed the connection.")
        case .some(let other): return UpstreamFailure(.network, other.shortDescription)
        case .none: return UpstreamFailure(.network, networkMessage(error))
        }
    }

    private static func networkMessage(_ error: any Error) -> String {
        switch error {
        case let error as IOError: "\(error)"
        case is HTTPParserError: "The upstream's answer broke off or is not valid HTTP/1.1."
        case is NIOConnectionError: "The connection could not be made."
        default: "The connection failed: \(type(of: error))"
        }
    }

    private struct Body: UpstreamBody {
        private var iterator: HTTPClientResponse.Body.AsyncIterator

        init(_ iterator: HTTPClientResponse.Body.AsyncIterator) { self.iterator = iterator }

        mutating func next() async throws -> ByteBuffer? {
            do {
                let chunk = try await iterator.next(isolation: #isolation)
                // The sequence ends quietly when the task is cancelled; that is no end of the answer.
                if chunk == nil { try Task.checkCancellation() }
                return chunk
            } catch {
                throw UpstreamHTTP.failure(error)
            }
        }
    }
}

extension UpstreamHTTP: Service {
    /// Waits for the shutdown, then closes the pool; stands before the servers in the group, so that it ends after them.
    func run() async throws {
        try? await gracefulShutdown()
        try await client.shutdown()
    }
}
