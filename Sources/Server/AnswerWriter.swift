import Gateway
import HTTPTypes
import NIOCore
import Providers

/// Writes an upstream's answer to the client: events as they come, or a whole message once it is complete.
final class AnswerWriter {
    private let client: ClientStream
    private let record: ExchangeRecord
    private let isStreaming: Bool
    private let storesBodies: Bool
    private var headers: HTTPFields = [:]
    private var body = ByteBuffer()

    init(_ client: ClientStream, record: ExchangeRecord, isStreaming: Bool, storesBodies: Bool) {
        self.client = client
        self.record = record
        self.isStreaming = isStreaming
        self.storesBodies = storesBodies
    }

    /// The first bytes of the answer, and whose it is.
    func begin(_ first: ByteBuffer, target: Target, attempts: Int) async throws {
        headers = [.proxyTarget: "\(target.id)", .proxyAttempts: "\(attempts)"]
        guard isStreaming else {
            body = first
            return
        }
        if storesBodies { record.keepResponse(first) }
        record.countContent(Self.contentBytes(of: Self.withoutMessageStart(first)))
        try await client.startStream(headers, first: first)
        record.noteFirstByte()
    }

    func write(_ bytes: ByteBuffer) async throws {
        guard isStreaming else {
            body.writeImmutableBuffer(bytes)
            return
        }
        if storesBodies { record.keepResponse(bytes) }
        record.countContent(Self.contentBytes(of: bytes))
        try await client.write(bytes)
    }

    /// About how much of some events is content: what is left when the frame of a delta is taken away for each.
    ///
    /// The lines are counted and not parsed; this runs for every chunk.
    static func contentBytes(of events: ByteBuffer) -> Int {
        let lineBreaks = events.withUnsafeReadableBytes { bytes in
            bytes.reduce(into: 0) { count, byte in count &+= byte == UInt8(ascii: "\n") ? 1 : 0 }
        }
        return max(0, events.readableBytes - lineBreaks / linesPerEvent * frameBytes)
    }

    /// What follows the first event, which holds no content.
    static func withoutMessageStart(_ first: ByteBuffer) -> ByteBuffer {
        var rest = first
        var previous: UInt8?
        while let byte = rest.readInteger(as: UInt8.self) {
            if byte == UInt8(ascii: "\n"), previous == byte { break }
            previous = byte
        }
        return rest
    }

    /// `event:`, `data:` and the empty line.
    private static let linesPerEvent = 3
    /// Bytes of a `content_block_delta` with an empty text.
    private static let frameBytes = 116

    /// The answer is complete.
    func end() async throws {
        guard !isStreaming else { return try await client.finish() }
        if storesBodies { record.keepResponse(body) }
        headers[.contentType] = "application/json"
        record.noteFirstByte()
        try await client.send(ClientResponse(headers: headers, body: body))
    }
}
