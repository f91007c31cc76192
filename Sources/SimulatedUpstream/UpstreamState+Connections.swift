import NIOCore

/// Connections.
extension UpstreamState {
    /// Counts a new connection and returns its number.
    mutating func open(_ channel: any Channel) -> Int {
        let number = counters.connectionsAccepted
        connections[number] = Connection(channel: channel, isIdle: true)
        counters.connectionsAccepted += 1
        counters.openConnections += 1
        return number
    }

    mutating func close(_ closure: RecordedClosure) {
        connections[closure.connection] = nil
        counters.openConnections -= 1
        if closure.side == .peer { counters.connectionsClosedByPeer += 1 }
        record(closure)
    }
}

extension UpstreamCore {
    var isStopped: Bool { read(\.isStopped) }

    /// How to drop the connection whose next request has just arrived, if it is to be dropped.
    func takeReuseDrop() -> SimulatedUpstream.Drop? {
        update { state in
            guard !state.reuseDrops.isEmpty else { return nil }
            state.counters.droppedOnReuse += 1
            return state.reuseDrops.removeFirst()
        }
    }
}
