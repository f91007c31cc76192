/// An absolute HTTP address split into the parts that go on the wire, each kept exactly as it is written.
///
/// Nothing is decoded, lower-cased or normalised: a signature covers the very bytes that are sent.
struct WireAddress: Sendable, Equatable {
    /// `http` or `https`, lower-case.
    let scheme: String
    /// Host as written; an IPv6 address keeps its brackets.
    let host: String
    /// Port as written in the address, `nil` if there is none.
    let port: Int?
    /// Everything from the first `/` up to `?` or `#`; may be empty.
    let path: Substring
    /// Everything after `?` up to `#`; empty if there is no query.
    let query: Substring

    /// Splits `url`; `nil` if it is not an `http` or `https` address with a host, or if it carries user information.
    ///
    /// User information is refused because `http://trusted@other/` reads as one host and goes to another.
    init?(_ url: String) {
        // In bytes: the delimiters are ASCII, and each request to sign comes through here.
        let (slash, mark) = (UInt8(ascii: "/"), UInt8(ascii: "?"))
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        scheme = url[..<colon].lowercased()
        guard scheme == "http" || scheme == "https", url.utf8[colon...].starts(with: "://".utf8) else { return nil }

        let rest = url.utf8[colon...].dropFirst(3).prefix { $0 != UInt8(ascii: "#") }
        let authority = rest.prefix { $0 != slash && $0 != mark }
        let target = rest[authority.endIndex...]
        path = Substring(target.prefix { $0 != mark })
        query = Substring(target[path.endIndex...].dropFirst())

        guard let (host, port) = Self.split(Substring(authority)) else { return nil }
        (self.host, self.port) = (host, port)
    }

    /// The `Host` header as an HTTP client makes it: the port only where it is not the scheme's own.
    var hostHeader: String {
        guard let port, port != (scheme == "https" ? 443 : 80) else { return host }
        return "\(host):\(port)"
    }

    private static func split(_ authority: Substring) -> (host: String, port: Int?)? {
        guard authority.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "@") }) else { return nil }
        let hostEnd = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
        let host = authority[..<(hostEnd ?? authority.utf8.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex)]
        let suffix = authority[host.endIndex...]
        guard !host.isEmpty, !host.hasPrefix("[") || host.hasSuffix("]") else { return nil }
        if suffix.isEmpty || suffix == ":" { return (String(host), nil) }
        guard suffix.hasPrefix(":"), let port = UInt16(suffix.dropFirst()) else { return nil }
        return (String(host), Int(port))
    }
}
