import NIOCore
import Providers

/// Asks a proxy for a tunnel by `CONNECT`, waits for its word, then leaves the pipeline.
///
/// Source: RFC 9110 §9.3.6.
final class ProxyTunnelHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Largest answer of a proxy, in bytes; the real ones are below 1 KiB.
    static let answerLimit = 16 * 1024

    private let origin: UpstreamAddress.Origin
    private let proxy: OutboundProxy
    private let isOpen: EventLoopPromise<Void>
    private var answer: [UInt8] = []

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
        guard let end = answer.endOfHead else {
            if answer.count > Self.answerLimit { refuse("The proxy's answer is too large.", context) }
            return
        }
        guard let status = answer.status else { return refuse("The proxy's answer is not HTTP/1.1.", context) }
        guard (200..<300).contains(status) else {
            return refuse("The proxy refused the tunnel with status \(status).", context)
        }
        // The upstream speaks second, in TLS as in HTTP.
        guard end == answer.count else { return refuse("The proxy sent bytes ahead of the upstream.", context) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
        isOpen.succeed()
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

    private func refuse(_ message: String, _ context: ChannelHandlerContext) {
        isOpen.fail(UpstreamFailure(.network, message))
        context.close(promise: nil)
    }
}

extension [UInt8] {
    /// Where the first empty line ends.
    fileprivate var endOfHead: Int? {
        let mark = Array("\r\n\r\n".utf8)
        return indices.first { self[$0...].starts(with: mark) }.map { $0 + mark.count }
    }

    /// The three digits behind `HTTP/1.x`.
    fileprivate var status: Int? {
        guard starts(with: "HTTP/1.".utf8), count >= 12, self[8] == UInt8(ascii: " ") else { return nil }
        return Int(String(decoding: self[9..<12], as: UTF8.self))
    }
}
