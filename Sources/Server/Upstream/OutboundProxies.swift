import NIOCore
import Providers

/// Which upstreams are reached through a proxy, by the environment variables that command lines share.
///
/// `HTTPS_PROXY` and `HTTP_PROXY` name a proxy for each scheme, `NO_PROXY` the hosts that are reached without; the
/// lower-case names come first, as in curl. This machine's own and link-local addresses are always reached directly: no
/// proxy could mean the same by them, and AWS's metadata endpoints are among them.
struct OutboundProxies: Sendable, Equatable {
    /// No proxy at all.
    static let none = OutboundProxies(environment: [:])

    private enum Choice: Sendable, Equatable {
        case direct
        case proxy(OutboundProxy)
        /// The variable's value is no proxy that is supported: going without it would go round it.
        case unusable(variable: String)
    }

    private let secure: Choice
    private let plain: Choice
    private let exceptions: [ProxyException]

    init(environment: [String: String]) {
        secure = Self.choice("HTTPS_PROXY", environment)
        plain = Self.choice("HTTP_PROXY", environment)
        let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        exceptions = list.split { $0 == "," || $0.isWhitespace }.map(ProxyException.init)
    }

    /// The proxy to `origin`; `nil` for a direct way.
    /// - Throws: ``UpstreamFailure`` if a proxy is meant that cannot be used.
    func proxy(for origin: UpstreamAddress.Origin) throws(UpstreamFailure) -> OutboundProxy? {
        let choice = origin.isSecure ? secure : plain
        if choice == .direct || ProxyException.isLocal(origin.host) { return nil }
        if exceptions.contains(where: { $0.covers(origin) }) { return nil }
        switch choice {
        case .direct: return nil
        case .proxy(let proxy): return proxy
        case .unusable(let variable):
            throw UpstreamFailure(.misconfigured, "\(variable) is not of the form http://host:port.")
        }
    }

    private static func choice(_ name: String, _ environment: [String: String]) -> Choice {
        guard let value = environment[name.lowercased()] ?? environment[name], !value.isEmpty else { return .direct }
        return OutboundProxy(value).map(Choice.proxy) ?? .unusable(variable: name)
    }
}
