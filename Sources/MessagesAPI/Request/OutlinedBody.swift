import JSONBytes
import NIOCore

/// A body that is being decoded, and where all its values stand.
struct OutlinedBody {
    let bytes: ByteBuffer
    let outline: JSONOutline
}
