import Gateway
import HTTPTypes
import NIOCore
import NIOPosix
import Providers

/// Sends requests to a port of this machine, by the proxy's own transport.
package struct LoopbackClient: Sendable {
    private static let timeouts = UpstreamHTTP.Timeouts(
        connect: .seconds(5),
        head: .seconds(60),
        idle: .seconds(60),
        kept: UpstreamHTTP.keptTime
    )

    private let address: String
    private let transport = UpstreamHTTP(
        timeouts: timeouts,
        proxies: OutboundProxies(environment: [:]),
        tls: UpstreamTLS(),
        eventLoopGroup: MultiThreadedEventLoopGroup.singleton
    )

    package init(port: Int) { address = "http://127.0.0.1:\(port)" }

    /// Posts a JSON text and reads the answer to its end.
    /// - Throws: ``UpstreamFailure`` when there is no whole answer.
    package func post(_ body: String, to path: String, userAgent: String) async throws {
        let request = UpstreamRequest(
            method: .post,
            url: address + path,
            headers: [.contentType: "application/json", .userAgent: userAgent],
            body: ByteBuffer(string: body)
        )
        var answer = try await transport.send(request).makeBody()
        while try await answer.next() != nil {}
    }
}
