package import NIOCore

/// One message of an AWS event stream: its headers and its payload, both still in the bytes they came in.
package struct EventStreamMessage: Sendable {
    package let headers: EventStreamHeaders
    package let payload: ByteBuffer

    /// Takes a whole frame apart.
    ///
    /// Headers equal to `known` need no second check; on a stream nearly all of them are.
    init(
        checking frame: ByteBuffer,
        prelude: EventStreamPrelude,
        known: EventStreamHeaders?
    ) throws(EventStreamError) {
        let bytes = frame.readableBytesSpan
        let covered = prelude.frameLength - 4
        guard CRC32.checksum(of: bytes.extracting(0..<covered)) == bytes.bigEndian(at: covered, as: UInt32.self) else {
            throw .messageChecksum
        }
        var rest = frame
        rest.moveReaderIndex(forwardBy: EventStreamPrelude.length)
        guard let headers = rest.readSlice(length: prelude.headersLength),
            let payload = rest.readSlice(length: prelude.payloadLength)
        else { throw .truncated }
        if let known, known.bytes == headers {
            self.headers = known
        } else {
            self.headers = try EventStreamHeaders(checking: headers)
        }
        self.payload = payload
    }
}
