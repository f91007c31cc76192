import Providers

/// A proxy that opens tunnels to upstreams, as an environment variable names it.
struct OutboundProxy: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    let host: String
    let port: Int
    /// The `proxy-authorization` header, from the address's user information; a secret.
    let authorization: String?

    /// Reads `http://user:password@host:port`; scheme, user and port may be missing.
    ///
    /// `nil` for other schemes: a proxy that is reached by TLS or speaks SOCKS is not supported.
    init?(_ text: String) {
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") {
            guard rest[..<scheme.lowerBound].lowercased() == "http" else { return nil }
            rest = rest[scheme.upperBound...]
        }
        rest = rest.prefix { $0 != "/" }
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let user = rest.lastIndex(of: "@").map { rest[..<$0] }
        if let user { rest = rest[user.endIndex...].dropFirst() }
        guard let (host, port) = UpstreamAddress.split(rest) else { return nil }
        self.host = host
        self.port = port ?? Self.standardPort
        guard let user else {
            authorization = nil
            return
        }
        let credentials = PercentEncoding.decode(user, plusIsBlank: false)
        authorization = "Basic \(Base64Text.encode(user.contains(":") ? credentials : credentials + ":"))"
    }

    /// Where HTTP is served when nobody says otherwise.
    private static let standardPort = 80

    /// Host and port only.
    var description: String { "\(host):\(port)" }
    /// Shows no credentials.
    var customMirror: Mirror { Mirror(self, children: ["host": host, "port": port]) }
}
