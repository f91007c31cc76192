/// The address of a Messages API: a base in any of the spellings that vendors document, made into one.
struct MessagesAddress: Sendable, Equatable {
    /// Longest base address, in bytes.
    static let lengthLimit = 2048

    /// The host's name in lower case, without its port.
    let host: String
    private let isEncrypted: Bool
    private let hasUsualPort: Bool
    /// The whole address of `messages`.
    let messages: String

    /// The whole address of `count_tokens`.
    var countTokens: String { "\(messages)/count_tokens" }

    /// Reads a base address: with `/v1` at its end, without it, or with `/messages` at its end.
    /// - Throws: ``UpstreamFailure/Kind/misconfigured`` if it is no web address, or holds a query or a user's name.
    init(base: String) throws(UpstreamFailure) {
        let isPlain = base.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#"?#"<>\^`{|}@"#.utf8.contains($0) }
        guard isPlain, base.utf8.count <= Self.lengthLimit, let mark = base.firstRange(of: "://") else {
            throw Self.refusal(of: base)
        }
        let scheme = base[..<mark.lowerBound].lowercased()
        let authority = base[mark.upperBound...].prefix { $0 != "/" }
        let path = base[authority.endIndex...]
        guard scheme == "https" || scheme == "http", let (host, port) = Self.split(authority) else {
            throw Self.refusal(of: base)
        }
        isEncrypted = scheme == "https"
        hasUsualPort = port == nil || port == (isEncrypted ? "443" : "80")
        self.host = host
        messages = "\(scheme)://\(authority)\(Self.messagesPath(path))"
    }

    /// Whether a client's own credential may go there: Anthropic itself, or this machine.
    ///
    /// Anywhere else it would hand a stranger the client's account.
    var mayGetClientCredential: Bool {
        isLoopback || (host == "api.anthropic.com" && isEncrypted && hasUsualPort)
    }

    private var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func messagesPath(_ path: Substring) -> String {
        var path = path
        while path.last == "/" { path.removeLast() }
        if path.hasSuffix("/messages") { return String(path) }
        if path.hasSuffix("/v1") { path.removeLast(3) }
        while path.last == "/" { path.removeLast() }
        return "\(path)/v1/messages"
    }

    /// Host and port of an authority; the host of an IPv6 address keeps its brackets.
    private static func split(_ authority: Substring) -> (host: String, port: String?)? {
        let end: Substring.Index
        if authority.first == "[" {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            end = authority.index(after: bracket)
        } else {
            end = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        let host = authority[..<end].lowercased()
        let rest = authority[end...]
        guard !host.isEmpty else { return nil }
        guard !rest.isEmpty else { return (host, nil) }
        guard rest.first == ":", UInt16(rest.dropFirst()) != nil else { return nil }
        return (host, String(rest.dropFirst()))
    }

    private static func refusal(of base: String) -> UpstreamFailure {
        UpstreamFailure(
            .misconfigured,
            "'\(Redaction.scrub(String(base.prefix(100))))' is not an address: http(s)://host[:port][/path]."
        )
    }
}
