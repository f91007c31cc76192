import NIOCore
import Providers

/// Asks a proxy for a tunnel by `CONNECT`, waits for its word, then leaves the pipeline.
///
/// Source: RFC 9110 §9.3.6; interim answers ahead of the word itself are passed over (§15.2).
final class ProxyTunnelHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Largest answer of a proxy, in bytes; the real ones are below 1 KiB.
    static let answerLimit = 16 * 1024

    private let origin: UpstreamAddress.Origin
    private let proxy: OutboundProxy
    private let isOpen: EventLoopPromise<Void>
    /// All that the proxy sent, interim answers too.
    private var answer: [UInt8] = []
    /// Where the head begins that is awaited.
    private var headStart = 0
    /// Where the search for its end goes on.
    private var searchStart = 0

    init(origin: UpstreamAddress.Origin, proxy: OutboundProxy, isOpen: EventLoopPromise<Void>) {
        self.origin = origin
        self.proxy = proxy
        self.isOpen = isOpen
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let host = origin.host.contains(":") ? "[\(origin.host)]" : origin.host
        var request = "CONNECT \(host):\(origin.port) HTTP/1.1\r\nhost: \(host):\(origin.port)\r\n"
        if let authorization = proxy.authorization { request += "proxy-authorization: \(authorization)\r\n" }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request + "\r\n")), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        answer += unwrapInboundIn(data).readableBytesView
        while let end = endOfHead() {
            switch answer[headStart...].status {
            case .some(100), .some(102..<200):
                headStart = end
                searchStart = end
            // The upstream speaks second, in TLS as in HTTP.
            case .some(200..<300) where end < answer.count:
                return refuse(.network, "The proxy sent bytes ahead of the upstream.", context)
            case .some(200..<300):
                context.pipeline.syncOperations.removeHandler(self, promise: nil)
                return isOpen.succeed()
            case .some(let status):
                return refuse(Self.kind(of: status), "The proxy refused the tunnel with status \(status).", context)
            case nil:
                return refuse(.network, "The proxy's answer is not HTTP/1.1.", context)
            }
        }
        if answer.count > Self.answerLimit { refuse(.network, "The proxy's answer is too large.", context) }
    }

    func channelReadComplete(context: ChannelHandlerContext) { context.read() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isOpen.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOpen.fail(UpstreamFailure(.network, "The proxy closed the connection."))
        context.fireChannelInactive()
    }

    private func refuse(_ kind: UpstreamFailure.Kind, _ message: String, _ context: ChannelHandlerContext) {
        isOpen.fail(UpstreamFailure(kind, message))
        context.close(promise: nil)
    }

    /// A proxy that wants other credentials, or lets nobody to that host, says the same to a repetition.
    private static func kind(of status: Int) -> UpstreamFailure.Kind {
        switch status {
        case 403, 407: .misconfigured
        default: .network
        }
    }

    /// Where the first empty line behind ``headStart`` ends.
    private func endOfHead() -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        let found = (searchStart..<max(searchStart, answer.count - mark.count + 1))
            .first { answer[$0...].starts(with: mark) }
        searchStart = found ?? max(searchStart, answer.count - mark.count + 1)
        return found.map { $0 + mark.count }
    }
}

extension ArraySlice<UInt8> {
    /// The three digits behind `HTTP/1.x`.
    fileprivate var status: Int? {
        guard starts(with: "HTTP/1.".utf8), count >= 12, self[startIndex + 8] == UInt8(ascii: " ") else { return nil }
        return Int(String(decoding: dropFirst(9).prefix(3), as: UTF8.self))
    }
}
