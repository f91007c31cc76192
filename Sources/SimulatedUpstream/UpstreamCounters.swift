/// How much happened and how much is going on.
package struct UpstreamCounters: Sendable, Equatable {
    /// Requests read to their end, refused ones included.
    package internal(set) var requests = 0
    package internal(set) var connectionsAccepted = 0
    package internal(set) var openConnections = 0
    package internal(set) var connectionsClosedByPeer = 0
    /// Answers under way, streamed or not, also those that wait before their head.
    package internal(set) var openAnswers = 0
    /// Answers that wait at a gate or for ever.
    package internal(set) var stalledAnswers = 0
    package internal(set) var finishedAnswers = 0
    /// Answers whose peer went away before their end.
    package internal(set) var abandonedAnswers = 0
    /// Requests that arrived on a kept-alive connection and were dropped there.
    package internal(set) var droppedOnReuse = 0
}
