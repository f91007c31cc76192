package import Gateway

/// How the writing of the history goes, for `/debug` and the dashboard.
package struct HistoryStatus: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        case healthy
        /// Nothing can be written since then; `reason` is fit for the operator. Mends itself when the cause is gone.
        case failing(since: Timestamp, reason: String)
    }

    package internal(set) var state: State = .healthy
    /// Exchanges that wait to be written, those being written included.
    package internal(set) var queueLength = 0
    /// Exchanges lost because the inbox was full or already closed, or because the last write failed.
    package internal(set) var dropped = 0
    /// Exchanges that were stored without their bodies, because too many bytes of bodies were waiting.
    package internal(set) var withoutBodies = 0
    /// Exchanges left out because their request id was stored already.
    package internal(set) var duplicates = 0
    /// Exchanges the database refused for what they hold.
    package internal(set) var refused = 0
}
