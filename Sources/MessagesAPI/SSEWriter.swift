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
        writeHead(of: type, to: &output)
        let start = output.writerIndex
        output.writeImmutableBuffer(json)
        output.writeStaticString("\n\n")
        if hasLineBreak(json.readableBytesSpan) {
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

    private static func hasLineBreak(_ data: RawSpan) -> Bool {
        data.withUnsafeBytes { bytes in
            var offset = 0
            while bytes.count - offset >= 8 {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if hasByte(UInt8(ascii: "\n"), word) || hasByte(UInt8(ascii: "\r"), word) { return true }
                offset += 8
            }
            return bytes[offset...].contains(where: isLineBreak)
        }
    }

    /// Whether one of the eight bytes is `byte`: the xor makes it zero, and only a zero byte borrows its top bit.
    @inline(__always)
    private static func hasByte(_ byte: UInt8, _ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & (ones << 7) != 0
    }

    private static func replaceLineBreaks(in output: inout ByteBuffer, at start: Int, count: Int) {
        for index in start..<start + count where output.getInteger(at: index).map(isLineBreak) == true {
            output.setInteger(UInt8(ascii: " "), at: index)
        }
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
