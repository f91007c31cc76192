import NIOCore

extension SimulatedUpstream {
    /// How a connection is taken away.
    package enum Drop: Sendable {
        /// FIN, once the request has been read.
        case close
        /// RST, at the request's head.
        case reset
    }

    /// Lines up one-shot behaviours for the next `invoke` and `invoke-with-response-stream` requests of a model.
    ///
    /// Only requests that pass authorisation, quota and validation take one.
    package func enqueue(_ behaviours: Behaviour..., for model: String) {
        core.enqueue(behaviours, for: model, countTokens: false)
    }

    /// Lines up one-shot behaviours for the next `count-tokens` requests of a model.
    package func enqueueCountTokens(_ behaviours: Behaviour..., for model: String) {
        core.enqueue(behaviours, for: model, countTokens: true)
    }

    /// What a model does when nothing is lined up.
    package func setBehaviour(_ behaviour: Behaviour, for model: String) {
        core.setBehaviour(behaviour, for: model)
    }

    /// What every model does that has no behaviour of its own when nothing is lined up.
    package func setDefaultBehaviour(_ behaviour: Behaviour) { core.setDefaultBehaviour(behaviour) }

    /// One-shot behaviours that no request has taken yet.
    package func pendingBehaviours(for model: String) -> Int { core.pendingBehaviours(for: model) }

    /// Drops kept-alive connections just when their next request arrives, without an answer.
    ///
    /// This is the race that every pool of kept-alive connections runs into. Requests on fresh connections are not touched.
    package func dropReusedConnections(next count: Int = 1, by drop: Drop = .close) {
        core.dropReusedConnections(next: count, by: drop)
    }

    /// Closes connections that wait for a request, as a server does after its idle timeout.
    package func closeIdleConnections() {
        for channel in core.idleChannels { channel.pipeline.fireUserInboundEventTriggered(CloseIfIdle()) }
    }
}
