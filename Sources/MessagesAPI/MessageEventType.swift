/// The `type` of one event of a Messages stream, which is also its SSE event name.
///
/// - Note: Source: Messages API, streaming (https://docs.claude.com/en/docs/build-with-claude/streaming, seen 2026-11-22).
package enum MessageEventType: Sendable, Equatable {
    case messageStart
    case contentBlockStart
    case contentBlockDelta
    case contentBlockStop
    case messageDelta
    case messageStop
    case ping
    case error
    /// A type that is not known here; new ones must be passed on.
    case other(String)

    /// Longest type taken from an upstream, in bytes; the known ones have at most 19.
    package static let nameLimit = 128

    /// Finds the type by the bytes of its name; `nil` if that could not stand in an SSE `event:` line as it is.
    package init?(name: RawSpan) {
        if name.equals("content_block_delta") {
            self = .contentBlockDelta
        } else if name.equals("content_block_start") {
            self = .contentBlockStart
        } else if name.equals("content_block_stop") {
            self = .contentBlockStop
        } else if name.equals("message_start") {
            self = .messageStart
        } else if name.equals("message_delta") {
            self = .messageDelta
        } else if name.equals("message_stop") {
            self = .messageStop
        } else if name.equals("ping") {
            self = .ping
        } else if name.equals("error") {
            self = .error
        } else {
            guard (1...Self.nameLimit).contains(name.byteCount), Self.isPrintable(name) else { return nil }
            self = .other(name.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// Whether the name has nothing but ASCII letters, digits and signs, so that it cannot end its line.
    private static func isPrintable(_ name: RawSpan) -> Bool {
        name.withUnsafeBytes { bytes in bytes.allSatisfy { (0x21...0x7E).contains($0) } }
    }
}
