public import NIOCore

/// One JSON value kept as the client spelled it: what this package need not understand, or must not change.
///
/// It is a slice of the request's body, so keeping one copies nothing but keeps the whole body alive.
public struct RawJSON: Sendable, Equatable {
    /// The value's bytes: valid JSON in UTF-8, without white space around it.
    public let bytes: ByteBuffer

    /// Takes the bytes at `range`, which counts from the body's first readable byte and must lie in it.
    init(_ range: Range<Int>, of body: ByteBuffer) {
        bytes = body.getSlice(at: body.readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}

extension RawJSON {
    /// The value as text.
    public var text: String {
        bytes.readableBytesView.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
