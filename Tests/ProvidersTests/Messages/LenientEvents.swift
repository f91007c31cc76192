import NIOCore

/// Reads server-sent events as the Anthropic SDKs do, in the plainest way: an event without data is one as well.
///
/// - Note: Source: HTML Living Standard §9.2.6
///   (https://html.spec.whatwg.org/multipage/server-sent-events.html, seen 2026-11-22).
enum LenientEvents {
    /// The names that clients know; they skip every other event.
    private static let names: Set<String> = [
        "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
        "message_stop", "error",
    ]

    /// The events that clients read, in the one spelling that the proxy's own writer has; an event that is not ended is
    /// none.
    static func rewritten(_ bytes: ByteBuffer) -> ByteBuffer {
        var output = ByteBuffer()
        var name: String?
        var data: [String] = []
        for line in lines(bytes) {
            if line.isEmpty {
                if let name, names.contains(name) {
                    output.writeString("event: \(name)\ndata: \(data.joined(separator: " "))\n\n")
                }
                (name, data) = (nil, [])
            } else if let value = value("event", line) {
                name = value
            } else if let value = value("data", line) {
                data.append(value)
            }
        }
        return output
    }

    private static func lines(_ bytes: ByteBuffer) -> [String] {
        let text = String(buffer: bytes)
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        // What stands behind the last line break is no line.
        lines.removeLast()
        return lines.map(String.init)
    }

    private static func value(_ field: String, _ line: String) -> String? {
        if line == field { return "" }
        guard line.hasPrefix(field + ":") else { return nil }
        let value = line.dropFirst(field.count + 1)
        return String(value.first == " " ? value.dropFirst() : value)
    }
}
