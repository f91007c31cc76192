extension SimulatedUpstream {
    /// The monotonic clock, in nanoseconds, that all recorded times are of.
    package static var now: UInt64 { SimulatedClock.monotonicNanoseconds() }

    /// The newest requests, oldest first; see ``Settings/recordedRequestLimit``.
    package var requests: [RecordedRequest] { core.requests }

    /// The newest requests for one model id, oldest first.
    package func requests(for model: String) -> [RecordedRequest] { requests.filter { $0.modelID == model } }

    /// Answers to the newest requests, in the order of the requests; those under way too.
    package var answers: [RecordedAnswer] { core.answers }

    /// The answer to the request with this sequence number.
    package func answer(to sequence: Int) -> RecordedAnswer? { answers.first { $0.request == sequence } }

    /// The newest ends of connections, oldest first.
    package var closures: [RecordedClosure] { core.closures }

    package var counters: UpstreamCounters { core.counters }

    /// Waits until this many requests came in since the start.
    package func waitForRequests(count: Int, within limit: Duration = .seconds(10)) async throws {
        try await wait(within: limit) { $0.requests >= count }
    }

    /// Waits until no answer is under way.
    package func waitUntilIdle(within limit: Duration = .seconds(10)) async throws {
        try await wait(within: limit) { $0.openAnswers == 0 }
    }

    /// Waits until this many answers stand at a gate or in a stall without an end.
    package func waitForStalls(count: Int, within limit: Duration = .seconds(10)) async throws {
        try await wait(within: limit) { $0.stalledAnswers >= count }
    }

    /// Waits until peers closed this many connections since the start.
    package func waitForPeerClosures(count: Int, within limit: Duration = .seconds(10)) async throws {
        try await wait(within: limit) { $0.connectionsClosedByPeer >= count }
    }

    /// Waits until `condition` holds; it is asked under a lock whenever a counter changes, so it must be quick.
    ///
    /// - Throws: ``WaitTimeout`` after `limit`, `CancellationError` if the task is cancelled.
    package func wait(
        within limit: Duration = .seconds(10),
        until condition: @escaping @Sendable (UpstreamCounters) -> Bool
    ) async throws {
        try await core.wait(within: limit, until: condition)
    }
}
