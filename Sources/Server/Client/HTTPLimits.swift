import NIOCore
import NIOHTTP1

/// The bounds of a client's connection.
struct HTTPLimits: Sendable {
    /// Longest gap inside a request's body: `server.read_timeout`.
    var readTimeout: Duration
    /// Longest wait for a client that does not read its answer: `server.write_timeout`.
    var writeTimeout: Duration
    /// Longest time between two requests of a connection, and for a request's head to be complete:
    /// `server.idle_timeout`.
    var idleTimeout: Duration
    /// Largest body in bytes: `server.max_body_bytes`.
    var bodyBytes: Int
    /// Longest silence on an event stream before a `ping` is sent: half of what the most impatient client bears.
    var pingInterval = Duration.seconds(15)

    /// Bytes read and thrown away after a request was refused, so that the client is still there to read the answer;
    /// beyond them the connection is closed.
    static let drainBytes = 64 * 1024 * 1024
    /// Longest time for that.
    static let drainTime = TimeAmount.seconds(2)
    /// Connections of clients at once; further ones wait in the system's queue.
    ///
    /// An agent opens some ten.
    static let connections = 4096

    /// Bytes kept that are no part of a request yet: a read behind the largest field of a head.
    static let undecodedBytes = 128 * 1024

    /// Bounds of a request's head: 64 KiB in all and a hundred lines are several times what any client sends.
    var decoder: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16 * 1024
        limits.maxHeaderListSize = 64 * 1024
        limits.maxHeaderFieldCount = 100
        return limits
    }
}
