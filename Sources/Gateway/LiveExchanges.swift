import Synchronization

/// What runs now and what ended last, for whoever watches.
///
/// A request pays for it with one lock at its start and one at its end; nobody who watches is told anything, they look.
package final class LiveExchanges: Sendable {
    /// Ended exchanges that are remembered: what a watcher may miss who looks twice a second, or is away for a moment.
    package static let finishedLimit = 512

    /// An exchange that has ended, without its bodies.
    package struct Finished: Sendable, Equatable {
        /// Its place in the order of ending; each is one above the one before.
        package let sequence: Int64
        package let exchange: Exchange
    }

    private struct State {
        var running: [ObjectIdentifier: ExchangeRecord] = [:]
        /// A ring: the entry of a sequence number stands at its distance from the first, modulo the limit.
        var finished: [Finished] = []
        var lastSequence: Int64
    }

    private let firstSequence: Int64
    private let state: Mutex<State>

    /// Begins after a sequence number that no earlier process has reached, for example the milliseconds since 1970: a
    /// watcher who comes back to another process must not take its numbers for those of this one.
    package init(after sequence: Int64) {
        firstSequence = sequence
        state = Mutex(State(lastSequence: sequence))
    }

    /// A request came in.
    package func begin(_ record: ExchangeRecord) {
        state.withLock { $0.running[ObjectIdentifier(record)] = record }
    }

    /// The request has ended as `exchange` tells.
    package func end(_ record: ExchangeRecord, as exchange: Exchange) {
        var exchange = exchange
        exchange.requestBody = nil
        exchange.responseBody = nil
        let ended = exchange
        state.withLock { state in
            state.running[ObjectIdentifier(record)] = nil
            state.lastSequence += 1
            let entry = Finished(sequence: state.lastSequence, exchange: ended)
            if state.finished.count < Self.finishedLimit {
                state.finished.append(entry)
            } else {
                state.finished[place(of: entry.sequence)] = entry
            }
        }
    }

    /// The exchanges that have not ended, in no order.
    package var running: [ExchangeRecord] { state.withLock { Array($0.running.values) } }

    /// What ended after a sequence number, the oldest first; `nil` if that cannot be told without a gap, or the number is
    /// not one of this process.
    package func finished(after sequence: Int64) -> [Finished]? {
        state.withLock { state in
            let oldest = state.lastSequence - Int64(state.finished.count)
            guard sequence >= oldest, sequence <= state.lastSequence else { return nil }
            guard sequence < state.lastSequence else { return [] }
            return (sequence + 1...state.lastSequence).map { state.finished[place(of: $0)] }
        }
    }

    /// The number of what ended last.
    package var lastSequence: Int64 { state.withLock { $0.lastSequence } }

    /// The number after which everything ended at `time` or later, as far as it is remembered.
    package func sequence(before time: Timestamp) -> Int64 {
        state.withLock { state in
            var sequence = state.lastSequence
            let oldest = state.lastSequence - Int64(state.finished.count)
            while sequence > oldest {
                let exchange = state.finished[place(of: sequence)].exchange
                guard exchange.startedAt.advanced(by: exchange.duration) >= time else { break }
                sequence -= 1
            }
            return sequence
        }
    }

    /// An exchange that ended a short while ago.
    package func finished(requestID: String) -> Exchange? {
        state.withLock { $0.finished.first { $0.exchange.requestID == requestID }?.exchange }
    }

    private func place(of sequence: Int64) -> Int {
        Int((sequence - firstSequence - 1) % Int64(Self.finishedLimit))
    }
}
