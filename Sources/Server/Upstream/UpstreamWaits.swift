import NIOCore

/// How long a connection waits for what.
struct UpstreamWaits: Sendable {
    enum Wait {
        /// For the answer's head, from the request on.
        case head
        /// For more of its body.
        case idle
        /// For another request.
        case kept
    }

    let head: TimeAmount
    let idle: TimeAmount
    let kept: TimeAmount
    /// How long after a request was begun the closing of a kept connection counts as having crossed it.
    let crossing: TimeAmount

    subscript(wait: Wait) -> TimeAmount {
        switch wait {
        case .head: head
        case .idle: idle
        case .kept: kept
        }
    }
}
