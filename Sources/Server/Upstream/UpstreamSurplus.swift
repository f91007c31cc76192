import NIOCore

/// Notices bytes behind the end of an answer, which the decoder would keep as the beginning of the next one.
///
/// The last byte of each read is given to the decoder by itself: an answer that has ended before it was not all that came.
final class UpstreamSurplus: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: UpstreamConnection

    init(_ connection: UpstreamConnection) { self.connection = connection }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if let beginning = bytes.readSlice(length: bytes.readableBytes - 1), beginning.readableBytes > 0 {
            pass(beginning, context)
        }
        pass(bytes, context)
    }

    private func pass(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard !connection.hasEnd else { return connection.noteSurplus() }
        context.fireChannelRead(wrapInboundOut(bytes))
    }
}
