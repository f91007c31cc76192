import JSONBytes
import NIOCore

extension JSONEdits {
    /// The edited document, as it is sent.
    func buffer(of document: RawSpan) -> ByteBuffer {
        var output = ByteBuffer()
        apply(to: document) { count in
            output.reserveCapacity(count)
        } append: { piece in
            output.writeBytes(piece)
        }
        return output
    }
}
