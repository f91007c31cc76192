import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import Providers
import ServiceLifecycle

/// The small requests by which AWS credentials are found: no redirects, no proxy, bounded answers.
struct AWSHTTP: Service {
    private let client: HTTPClient

    init(eventLoopGroup: any EventLoopGroup) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        self.client = HTTPClient(eventLoopGroupProvider: .shared(eventLoopGroup), configuration: configuration)
    }

    /// Sends one request and reads the whole answer.
    func send(_ request: AWSHTTPRequest) async throws -> AWSHTTPResponse {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers { outgoing.headers.add(name: field.name.rawName, value: field.value) }
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        let response = try await client.execute(outgoing, timeout: .init(request.timeout))
        let body = try await response.body.collect(upTo: AWSHTTPRequest.answerLimit)
        return AWSHTTPResponse(
            status: Int(response.status.code),
            headers: HTTPFields(response.headers),
            body: Array(body.readableBytesView)
        )
    }

    func run() async throws {
        try? await gracefulShutdown()
        try await shutDown()
    }

    /// Closes the connections.
    func shutDown() async throws { try await client.shutdown() }
}

extension HTTPFields {
    /// The lines of a NIO header block whose names are valid.
    init(_ headers: HTTPHeaders) {
        self.init()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { append(HTTPField(name: name, value: value)) }
        }
    }
}
