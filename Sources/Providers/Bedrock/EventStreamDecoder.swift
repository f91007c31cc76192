package import NIOCore

/// Cuts the bytes of an AWS event stream into its messages, wherever the network cut them before.
///
/// Every checksum is verified, and lengths are believed only after theirs. After an error the stream is dead: the same
/// error is thrown for ever.
/// - Note: Source: AWS event stream encoding (https://smithy.io/2.0/aws/amazon-eventstream.html, seen 2026-11-22).
package struct EventStreamDecoder: Sendable {
    /// Most header bytes of one frame, a limit of the framing itself.
    package static let headersLimit = 131_072
    /// Most payload bytes of one frame (24 MiB), a limit of the framing itself.
    ///
    /// With the headers it bounds what is kept.
    package static let payloadLimit = 25_165_824

    /// What has come and was not handed out; its reader index stands at the start of a frame.
    private var buffer = ByteBuffer()
    /// The prelude of the frame at the front, once it is there, so that it is checked once and not at every chunk.
    private var prelude: EventStreamPrelude?
    /// The headers of the last message.
    private var headers: EventStreamHeaders?
    private var failure: EventStreamError?

    package init() {}

    /// Takes bytes as they came.
    ///
    /// Call ``next()`` until it has nothing more before the next push.
    package mutating func push(_ chunk: ByteBuffer) {
        guard failure == nil else { return }
        guard buffer.readableBytes > 0 else {
            buffer = chunk
            return
        }
        // Moving less than what was read since the last move keeps the work linear in the bytes that came.
        if buffer.readerIndex > buffer.readableBytes { buffer.discardReadBytes() }
        buffer.writeImmutableBuffer(chunk)
    }

    /// The next whole message; `nil` until more bytes come.
    package mutating func next() throws(EventStreamError) -> EventStreamMessage? {
        if let failure { throw failure }
        do throws(EventStreamError) {
            return try readMessage()
        } catch {
            failure = error
            buffer = ByteBuffer()
            throw error
        }
    }

    /// The bytes ended; fails if they ended inside a frame.
    package func finish() throws(EventStreamError) {
        if let failure { throw failure }
        guard buffer.readableBytes == 0 else { throw .truncated }
    }

    private mutating func readMessage() throws(EventStreamError) -> EventStreamMessage? {
        if prelude == nil {
            guard buffer.readableBytes >= EventStreamPrelude.length else { return nil }
            prelude = try EventStreamPrelude(checking: buffer.readableBytesSpan)
        }
        guard let prelude, let frame = buffer.readSlice(length: prelude.frameLength) else { return nil }
        self.prelude = nil
        let message = try EventStreamMessage(checking: frame, prelude: prelude, known: headers)
        headers = message.headers
        return message
    }
}
