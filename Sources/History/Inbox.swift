import Gateway
import Providers

/// What waits to be written.
///
/// A value; ``HistoryWriter`` keeps it behind its lock. A batch that is being written, or waits for another try, counts
/// against the limits until it is settled, so that a database which fails for long costs bounded memory.
struct Inbox: Sendable {
    /// Exchanges that may wait, those being written included; the newest beyond it is dropped.
    ///
    /// At 100 requests a second this is 100 seconds of a full disk, in some 10 MB.
    static let exchangeLimit = 10_000
    /// Bytes of bodies that may wait; beyond it an exchange is kept without its bodies.
    static let bodyByteLimit = 64 * 1024 * 1024

    enum News: Sendable, Equatable {
        case recovered(dropped: Int)
        /// The database takes writes, but not as many as come.
        case overflowing(dropped: Int)
    }

    private(set) var status = HistoryStatus()
    private var waiting = Batch()
    private var backlog = Batch()
    private var takenExchanges = 0
    private var takenBodyBytes = 0
    private var isClosed = false
    private var droppedBySettling = 0
    private var wasOverflowing = false

    private var exchangeCount: Int { takenExchanges + backlog.exchanges.count + waiting.exchanges.count }
    private var bodyBytes: Int { takenBodyBytes + backlog.bodyBytes + waiting.bodyBytes }

    mutating func append(_ exchange: Exchange) {
        guard !isClosed, exchangeCount < Self.exchangeLimit else {
            status.dropped += 1
            return
        }
        let bytes = (exchange.requestBody?.count ?? 0) + (exchange.responseBody?.count ?? 0)
        if bytes <= Self.bodyByteLimit - bodyBytes {
            waiting.bodyBytes += bytes
            waiting.exchanges.append(exchange)
        } else {
            status.withoutBodies += 1
            waiting.exchanges.append(exchange.withoutBodies)
        }
    }

    mutating func save(_ cooldown: Cooldown) { waiting.cooldowns.save(cooldown) }

    mutating func remove(_ target: Target.ID?) { waiting.cooldowns.remove(target) }

    /// Everything that waits, oldest first; `nil` if that is nothing.
    ///
    /// What is done with it is told by ``settle(_:)`` or ``putBack(_:reason:now:)``.
    mutating func take() -> Batch? {
        var batch = backlog
        backlog = Batch()
        if batch.isEmpty {
            batch = waiting
        } else {
            batch.append(waiting)
        }
        waiting = Batch()
        takenExchanges = batch.exchanges.count
        takenBodyBytes = batch.bodyBytes
        return batch.isEmpty ? nil : batch
    }

    /// The taken batch was written.
    /// - Returns: What is news by that, so that it is told once and not each time.
    mutating func settle(_ tally: Batch.Tally) -> News? {
        takenExchanges = 0
        takenBodyBytes = 0
        status.duplicates += tally.duplicates
        status.refused += tally.refused
        let isOverflowing = status.dropped > droppedBySettling
        droppedBySettling = status.dropped
        defer {
            status.state = .healthy
            wasOverflowing = isOverflowing
        }
        guard case .healthy = status.state else { return .recovered(dropped: status.dropped) }
        return isOverflowing && !wasOverflowing ? .overflowing(dropped: status.dropped) : nil
    }

    /// The taken batch was not written, and waits for another try.
    /// - Returns: Whether that began a time of failing.
    mutating func putBack(_ batch: Batch, reason: String, now: Timestamp) -> Bool {
        takenExchanges = 0
        takenBodyBytes = 0
        backlog = batch
        guard case .healthy = status.state else { return false }
        status.state = .failing(since: now, reason: reason)
        return true
    }

    /// Drops what comes from now on.
    mutating func close() { isClosed = true }

    /// Drops what waits, and counts it.
    mutating func abandon() -> Int {
        let lost = exchangeCount
        status.dropped += lost
        backlog = Batch()
        waiting = Batch()
        return lost
    }

    func currentStatus() -> HistoryStatus {
        var status = status
        status.queueLength = exchangeCount
        return status
    }
}

extension Exchange {
    fileprivate var withoutBodies: Exchange {
        var exchange = self
        exchange.requestBody = nil
        exchange.responseBody = nil
        return exchange
    }
}
