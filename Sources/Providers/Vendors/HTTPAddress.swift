/// The parts of an `http` or `https` address that tell vendors apart and that operations are added to.
struct HTTPAddress: Equatable {
    /// Longest address that is read, in bytes.
    private static let byteLimit = 2_048

    /// `https://host:port`.
    let origin: String
    /// In lower case.
    let host: String
    let port: Int?
    /// Without a slash at its end; empty, or beginning with a slash.
    let path: String
    /// Behind the question mark.
    let query: String?

    /// `nil` if it is no such address, or holds what cannot stand in one.
    init?(_ address: String) {
        guard address.utf8.count <= Self.byteLimit, address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        guard let separator = address.firstRange(of: "://") else { return nil }
        let scheme = address[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = address[separator.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest[authority.endIndex...]
        let hostAndPort = authority.split(separator: "@").last ?? ""
        // The colons inside of brackets are an IPv6 address's own.
        let bracket = hostAndPort.lastIndex(of: "]") ?? hostAndPort.startIndex
        let colon = hostAndPort[bracket...].lastIndex(of: ":")
        host = hostAndPort[..<(colon ?? hostAndPort.endIndex)].lowercased()
        port = colon.flatMap { Int(hostAndPort[$0...].dropFirst()) }
        guard !host.isEmpty else { return nil }
        origin = "\(scheme)://\(authority)"
        var path = tail.prefix { $0 != "?" }
        while path.last == "/" { path.removeLast() }
        self.path = String(path)
        query = tail.firstIndex(of: "?").map { String(tail[$0...].dropFirst()) }
    }

    /// Whether the host is that one or below it.
    func isHost(_ name: String) -> Bool { host == name || host.hasSuffix("." + name) }
}
