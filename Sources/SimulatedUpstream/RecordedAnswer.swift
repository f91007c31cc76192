/// What the upstream wrote for one request, and when.
package struct RecordedAnswer: Sendable {
    /// How an answer came to its end.
    package enum Outcome: Sendable, Equatable {
        /// Still going on.
        case open
        /// Written to its end.
        case finished
        /// The script cut it off.
        case cut
        /// The peer went away first.
        case peerClosed
        /// The upstream was stopped first.
        case stopped
    }

    /// One write of an answer.
    package struct Write: Sendable, Equatable {
        /// The inner event's `type`; `head` and `body` for what has none.
        package let kind: String
        /// Nanoseconds of the monotonic clock at which the bytes were handed to the socket.
        package let at: UInt64
        /// Bytes on the wire.
        package let bytes: Int
    }

    /// The request's sequence number.
    package let request: Int
    package let modelID: String?
    package internal(set) var status: Int
    /// At most ``SimulatedUpstream/Settings/recordedWriteLimit`` of them, the first ones.
    package internal(set) var writes: [Write]
    /// All bytes handed to the socket, also those of writes that are not in the list.
    package internal(set) var bytesWritten: Int
    package internal(set) var outcome: Outcome
    /// Nanoseconds of the monotonic clock.
    package internal(set) var endedAt: UInt64?
}
