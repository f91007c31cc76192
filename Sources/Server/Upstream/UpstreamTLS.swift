import NIOCore
import NIOSSL
import Providers
import Synchronization

/// TLS towards upstreams: certificates are verified against the system's authorities, names against the address.
///
/// Reading the authorities takes some milliseconds, so it is done at the first need.
final class UpstreamTLS: Sendable {
    /// How long a connection that is closed waits for the upstream's word, so that giving up a request is giving it up at
    /// once.
    private static let closingTime = TimeAmount.milliseconds(100)

    private let configuration: TLSConfiguration
    private let context = Mutex<NIOSSLContext?>(nil)

    /// - Parameter trustRoots: The authorities that are believed.
    init(trustRoots: NIOSSLTrustRoots = .default) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        // RFC 8996 forbids what is older.
        configuration.minimumTLSVersion = .tlsv12
        configuration.trustRoots = trustRoots
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = Self.closingTime
        self.configuration = configuration
    }

    /// Makes ready for connections; to be called off the event loops.
    /// - Throws: ``UpstreamFailure`` if the authorities cannot be read.
    func prepare() throws { _ = try prepared() }

    /// The handler that speaks TLS with `host`, a name or an IP address.
    func handler(for host: String) throws -> NIOSSLClientHandler {
        // An address cannot be asked for by name (RFC 6066 §3); then the certificate must be for the address itself.
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: prepared(), serverHostname: isAddress ? nil : host)
    }

    private func prepared() throws -> NIOSSLContext {
        try context.withLock { context in
            if let context { return context }
            do {
                let made = try NIOSSLContext(configuration: configuration)
                context = made
                return made
            } catch {
                throw UpstreamFailure(.misconfigured, "The system's certificate authorities cannot be read.")
            }
        }
    }
}
