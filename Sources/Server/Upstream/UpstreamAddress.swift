/// Where a request goes, read from its URL: the connection it needs, and what stands in its first lines.
///
/// Nothing is decoded or normalised: a signature covers the very bytes that are sent.
struct UpstreamAddress: Sendable, Equatable {
    /// What two requests must have in common to share a connection.
    struct Origin: Sendable, Hashable {
        var isSecure: Bool
        /// Lower-case; an IPv6 address has no brackets.
        var host: String
        var port: Int
    }

    let origin: Origin
    /// The `host` header: the host as written, and the port where it is not the scheme's own.
    let authority: String
    /// Path and query, at least `/`.
    let target: String

    /// Splits `url`; `nil` for anything but an `http` or `https` address of visible ASCII.
    ///
    /// User information is refused because `http://trusted@other/` reads as one host and goes to another.
    init?(_ url: String) {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let isSecure = Self.isSecure(url) else { return nil }
        let rest = url.dropFirst(isSecure ? "https://".count : "http://".count).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@"), let (host, port) = Self.split(authority) else { return nil }
        let standardPort = isSecure ? 443 : 80
        origin = Origin(isSecure: isSecure, host: host.lowercased(), port: port ?? standardPort)
        let written = authority.hasPrefix("[") ? "[\(host)]" : String(host)
        self.authority = origin.port == standardPort ? written : "\(written):\(origin.port)"
        let target = rest[authority.endIndex...]
        self.target = target.hasPrefix("/") ? String(target) : "/\(target)"
    }

    private static func isSecure(_ url: String) -> Bool? {
        switch url.prefix(while: { $0 != "/" }).lowercased() {
        case "http:" where url.dropFirst("http:".count).hasPrefix("//"): false
        case "https:" where url.dropFirst("https:".count).hasPrefix("//"): true
        default: nil
        }
    }

    /// Host and port of an authority without user information; an IPv6 address stands in brackets.
    static func split(_ authority: some StringProtocol) -> (host: String, port: Int?)? {
        let host: String
        let rest: String
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = String(authority[authority.index(after: authority.startIndex)..<end])
            rest = String(authority[authority.index(after: end)...])
        } else {
            host = String(authority.prefix { $0 != ":" })
            rest = String(authority.dropFirst(host.count))
        }
        guard !host.isEmpty, !host.contains("[") else { return nil }
        if rest.isEmpty || rest == ":" { return (host, nil) }
        guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
        return (host, Int(port))
    }
}
