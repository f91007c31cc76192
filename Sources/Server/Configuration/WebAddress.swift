/// The parts of an `http` or `https` address that the checks need.
struct WebAddress {
    let isEncrypted: Bool
    /// In lower case, without the brackets of an IPv6 literal.
    let host: String
    let port: Int
    /// The address as it was written, without trailing slashes.
    let text: String

    init(_ text: String) throws(ValueProblem) {
        let example = "write for example https://api.example.com/v1"
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else {
            throw ValueProblem(reason: "is not an http or https address", mend: example)
        }
        guard text.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 && $0.value != 0x7F }) else {
            throw ValueProblem(reason: "holds a space or a character outside ASCII", mend: example)
        }
        guard !text.contains("?"), !text.contains("#") else {
            throw ValueProblem(reason: "has a query or a fragment", mend: "paths are added to it; remove what follows")
        }
        let authority = lower.dropFirst(scheme.count).prefix { $0 != "/" }
        guard !authority.contains("@") else {
            throw ValueProblem(reason: "holds a user name or password", mend: "use api_key or headers")
        }
        isEncrypted = scheme == "https://"
        (host, port) = try Self.split(authority, defaultPort: isEncrypted ? 443 : 80)
        var end = Substring(text)
        while end.hasSuffix("/") { end = end.dropLast() }
        self.text = String(end)
    }

    /// Only this machine can be meant.
    var isLoopback: Bool { Self.isLoopback(host) }

    /// `localhost`, `127.0.0.0/8`, `::1`.
    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" { return true }
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }

    private static func split(
        _ authority: Substring,
        defaultPort: Int
    ) throws(ValueProblem) -> (host: String, port: Int) {
        var host = authority
        var port = defaultPort
        let isLiteral = authority.hasPrefix("[")
        let colon =
            isLiteral
            ? authority.firstRange(of: "]:").map { authority.index(after: $0.lowerBound) }
            : authority.firstIndex(of: ":")
        if let colon {
            guard let number = Int(authority[colon...].dropFirst()), (1...65_535).contains(number) else {
                throw ValueProblem(reason: "has no valid port", mend: "write a port from 1 to 65535, or none")
            }
            port = number
            host = authority[..<colon]
        }
        if isLiteral { host = host.dropFirst().prefix { $0 != "]" } }
        guard !host.isEmpty, isLiteral || host.allSatisfy(isHostCharacter) else {
            throw ValueProblem(reason: "has no valid host", mend: "write for example https://api.example.com/v1")
        }
        return (String(host), port)
    }

    private static func isHostCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "." || character == "_"
    }
}
