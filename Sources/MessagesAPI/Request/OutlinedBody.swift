import JSONBytes
import NIOCore

/// A body that is being decoded, and where all its values stand.
struct OutlinedBody {
    let bytes: ByteBuffer
    let outline: JSONOutline

    init(_ bytes: ByteBuffer) throws(APIError) {
        self.bytes = bytes
        do {
            outline = try JSONOutline(bytes.readableBytesSpan)
        } catch {
            throw APIError(.invalidRequest, "The request body is not valid JSON: \(error)")
        }
    }
}
