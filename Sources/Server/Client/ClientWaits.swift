import NIOCore

/// What a client's connection waits for, and how long at most.
struct ClientWaits {
    /// One wait at a time while a connection is read.
    enum Reading {
        /// For a request's head, or for the client to close.
        case request
        case body
        /// For what a refused client still sends, and for it to close.
        case close
    }

    /// One wait at a time while an answer is written.
    enum Writing {
        /// For the client to take something of what waits: so many bytes when the wait began.
        case room(bytes: Int)
    }

    /// For the next event of a stream.
    enum Silence { case ping }

    let request: TimeAmount
    let body: TimeAmount
    let room: TimeAmount
    let ping: TimeAmount

    init(_ limits: HTTPLimits) {
        request = .init(limits.idleTimeout)
        body = .init(limits.readTimeout)
        room = .init(limits.writeTimeout)
        ping = .init(limits.pingInterval)
    }

    subscript(_ wait: Reading) -> TimeAmount {
        switch wait {
        case .request: request
        case .body: body
        case .close: HTTPLimits.drainTime
        }
    }
}
