import NIOCore

/// A JSON document that came where an event stream was asked for, kept until it is whole.
///
/// Some servers do not know `stream`, and others report errors that way under a 200. An event stream never begins with a
/// brace: its lines begin with the name of a field.
struct WholeBody: Sendable {
    /// Most bytes of a document (64 MiB); an answer of 128,000 tokens has below 2 MiB.
    private static let limit = 64 * 1024 * 1024

    /// The document as far as it has come; `nil` if there is none.
    private(set) var document: ByteBuffer?
    /// Whether it is known what the bytes are.
    private var isDecided = false

    /// Takes bytes as they came; `false` leaves them to the reader of events.
    mutating func take(_ chunk: ByteBuffer) throws(UpstreamFailure) -> Bool {
        if let known = document {
            guard chunk.readableBytes <= Self.limit - known.readableBytes else {
                throw UpstreamFailure(.malformed, "The upstream's answer is larger than \(Self.limit) bytes.")
            }
            document?.writeImmutableBuffer(chunk)
            return true
        }
        guard !isDecided, let first = chunk.readableBytesView.first(where: { $0 > UInt8(ascii: " ") }) else {
            return false
        }
        isDecided = true
        guard first == UInt8(ascii: "{") else { return false }
        document = chunk
        return true
    }
}
