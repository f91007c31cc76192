package import Providers

/// The address and limits of the API.
package struct ServerSettings: Sendable {
    /// The address to bind: an IP literal or a host name.
    ///
    /// Wider than loopback only with `apiKeys`.
    package let host: String
    /// The port of the API; 0 takes any free one.
    package let port: Int
    /// The keys a client may show; empty means no check.
    package let apiKeys: [Secret]
    /// Longest gap while a request is read.
    package let readTimeout: Duration
    /// Longest wait for a client that does not take its answer.
    package let writeTimeout: Duration
    /// How long an unused connection is kept.
    package let idleTimeout: Duration
    /// Largest request body in bytes.
    package let maxBodyBytes: Int
}
