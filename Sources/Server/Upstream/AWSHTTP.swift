import Gateway
import NIOCore
import Providers

/// The small requests by which AWS credentials are found: no redirects, bounded answers, one limit of time in all.
struct AWSHTTP: Sendable {
    /// Bounds of a request's parts; the request brings its own limit for the whole, of some seconds.
    ///
    /// Credentials are asked for every few minutes at most, so connections are soon closed.
    static let timeouts = UpstreamHTTP.Timeouts(
        connect: .seconds(10),
        head: .seconds(30),
        idle: .seconds(30),
        kept: .seconds(5)
    )

    let transport: UpstreamHTTP

    /// Sends one request and reads the whole answer.
    /// - Throws: ``UpstreamFailure``, or `CancellationError`.
    func send(_ request: AWSHTTPRequest) async throws -> AWSHTTPResponse {
        try await withThrowingTaskGroup(of: AWSHTTPResponse.self) { group in
            group.addTask { try await answer(to: request) }
            group.addTask {
                try await ContinuousClock().sleep(for: request.timeout)
                throw UpstreamFailure(.timedOut, "No answer within the time for credentials.")
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }

    private func answer(to request: AWSHTTPRequest) async throws -> AWSHTTPResponse {
        let outgoing = UpstreamRequest(
            method: request.method,
            url: request.url,
            headers: request.headers,
            body: ByteBuffer(bytes: request.body)
        )
        let response = try await transport.send(outgoing)
        var body = response.makeBody()
        var bytes: [UInt8] = []
        while let piece = try await body.next() {
            guard bytes.count + piece.readableBytes <= AWSHTTPRequest.answerLimit else {
                throw UpstreamFailure(.malformed, "The answer is too large for credentials.")
            }
            bytes += piece.readableBytesView
        }
        return AWSHTTPResponse(status: response.status, headers: response.headers, body: bytes)
    }
}
