import JSONBytes
package import NIOCore

/// Writes the events of a Messages stream as server-sent events: `event: <type>`, one `data:` line, an empty line.
///
/// - Note: Source: HTML Living Standard §9.2 (https://html.spec.whatwg.org/multipage/server-sent-events.html) and the
///   Messages API's streaming page (https://docs.claude.com/en/docs/build-with-claude/streaming), seen 2026-11-22.
package enum SSEWriter {
    /// A whole `ping` event, which keeps a silent connection alive.
    package static let ping = Array("event: ping\ndata: {\"type\":\"ping\"}\n\n".utf8)

    /// A whole `error` event, the only way to say that an answer failed once its status line was sent.
    package static func error(_ error: APIError, requestID: String?) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", "error")
        json.key("error")
        json.beginObject()
        json.member("type", error.kind.rawValue)
        json.member("message", error.message)
        json.endObject()
        if let requestID { json.member("request_id", requestID) }
        json.endObject()
        return Array("event: error\ndata: ".utf8) + json.bytes + Array("\n\n".utf8)
    }

    /// Appends one event, whose `json` is one valid document.
    ///
    /// Line breaks in it can only be white space between its parts; they become blanks, as they would end the line.
    package static func write(_ type: MessageEventType, json: ByteBuffer, to output: inout ByteBuffer) {
        // One growth an event instead of one a part; the lines around the data take no more than that.
        output.reserveCapacity(minimumWritableBytes: json.readableBytes + 64)
        writeHead(of: type, to: &output)
        let start = output.writerIndex
        output.writeImmutableBuffer(json)
        output.writeStaticString("\n\n")
        if mayHaveLineBreak(json.readableBytesSpan) {
            replaceLineBreaks(in: &output, at: start, count: json.readableBytes)
        }
    }

    private static func writeHead(of type: MessageEventType, to output: inout ByteBuffer) {
        switch type {
        case .contentBlockDelta: output.writeStaticString("event: content_block_delta\ndata: ")
        case .contentBlockStart: output.writeStaticString("event: content_block_start\ndata: ")
        case .contentBlockStop: output.writeStaticString("event: content_block_stop\ndata: ")
        case .messageStart: output.writeStaticString("event: message_start\ndata: ")
        case .messageDelta: output.writeStaticString("event: message_delta\ndata: ")
        case .messageStop: output.writeStaticString("event: message_stop\ndata: ")
        case .ping: output.writeStaticString("event: ping\ndata: ")
        case .error: output.writeStaticString("event: error\ndata: ")
        case .other(let name): output.writeString("event: \(name)\ndata: ")
        }
    }

    /// Whether there may be a line break: JSON has no bytes below a blank but line breaks and tabs.
    private static func mayHaveLineBreak(_ json: RawSpan) -> Bool {
        json.withUnsafeBytes { bytes in
            let ones: UInt64 = 0x0101_0101_0101_0101
            let blanks = ones &* 0x20
            let topBits = ones << 7
            var offset = 0
            while bytes.count &- offset >= 8 {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                // Only a byte below a blank borrows its top bit here; after it others may seem to, which does no harm.
                if (word &- blanks) & ~word & topBits != 0 { return true }
                offset &+= 8
            }
            return bytes[offset...].contains { $0 < 0x20 }
        }
    }

    private static func replaceLineBreaks(in output: inout ByteBuffer, at start: Int, count: Int) {
        for index in start..<start + count where output.getInteger(at: index).map(isLineBreak) == true {
            output.setInteger(UInt8(ascii: " "), at: index)
        }
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
