/// The end of one connection.
package struct RecordedClosure: Sendable, Equatable {
    /// Who closed.
    package enum Side: Sendable {
        case peer
        case upstream
    }

    package let connection: Int
    package let side: Side
    /// When the upstream noticed or did it, in nanoseconds of the monotonic clock.
    package let at: UInt64
    /// The sequence number of the request whose answer was under way.
    package let duringAnswer: Int?
}
