import MessagesAPI
package import NIOCore

/// One server-sent event as an upstream sent it.
package struct SSEEvent: Sendable, Equatable {
    /// The event's data without a line break at its end, not known to be JSON or UTF-8.
    package let data: ByteBuffer
    private let nameBytes: ByteBuffer?

    package init(name: ByteBuffer?, data: ByteBuffer) {
        nameBytes = name
        self.data = data
    }

    /// The event's name; `nil` if it has none, as events of Chat Completions do.
    package var name: String? { nameBytes.map { String(buffer: $0) } }

    /// Whether the event has that name; costs less than comparing ``name``.
    package func isNamed(_ name: StaticString) -> Bool {
        nameBytes.map { $0.readableBytesSpan.equals(name) } ?? false
    }
}
