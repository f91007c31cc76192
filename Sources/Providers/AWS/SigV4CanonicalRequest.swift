import HTTPTypes

/// The form of a request that both sides compute and hash, so that a signature covers it.
///
/// - Note: Source: AWS General Reference, "Create a signed AWS API request"; behaviour of botocore 1.43.11.
struct SigV4CanonicalRequest: Sendable, Equatable {
    /// Path, dot segments resolved, encoded once more.
    let uri: String
    /// Pairs sorted by name, then value.
    let query: String
    /// One `name:value` line a header, each with its line feed.
    let headers: String
    /// Lower-case names joined with `;`.
    let signedHeaders: String
    /// The whole text.
    let text: String

    /// Puts the text together from every header to sign and the lower-case hexadecimal SHA-256 of the body.
    ///
    /// Headers that proxies and clients change on the way are left out.
    init(method: HTTPRequest.Method, address: WireAddress, headers fields: HTTPFields, payloadHash: String) {
        uri = Self.uri(address.path)
        query = Self.query(address.query)
        let lines = Self.lines(fields, host: address.hostHeader)
        headers = lines.map { "\($0.name):\($0.value)\n" }.joined()
        signedHeaders = lines.map(\.name).joined(separator: ";")
        text = [method.rawValue, uri, query, headers, signedHeaders, payloadHash].joined(separator: "\n")
    }

    /// Resolves `.` and `..`, collapses `//`, then encodes every byte but the unreserved ones and `/`.
    ///
    /// `/model/v1%3A0` gives `/model/v1%253A0`, `/model/v1:0` gives `/model/v1%3A0`, an empty path gives `/`.
    static func uri(_ path: Substring) -> String {
        var segments: [Substring] = []
        for segment in path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        let trailing = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
        return PercentEncoding.encode(
            ("/" + segments.joined(separator: "/") + trailing).utf8,
            keeping: UInt8(ascii: "/")
        )
    }

    /// Sorts the pairs by encoded name, then value, both written with the unreserved set and upper-case digits.
    ///
    /// `b=2&a=%7e&c` gives `a=~&b=2&c=`.
    static func query(_ query: Substring) -> String {
        let pairs = query.split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            let value = pair[name.endIndex...].dropFirst()
            return (
                name: PercentEncoding.encode(PercentEncoding.decode(name)),
                value: PercentEncoding.encode(PercentEncoding.decode(value))
            )
        }
        let sorted = pairs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        return sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private static func lines(_ fields: HTTPFields, host: String) -> [(name: String, value: String)] {
        var values: [String: [String]] = ["host": [host]]
        for field in fields where !unsigned.contains(field.name.canonicalName) {
            values[field.name.canonicalName, default: []].append(folded(field.value))
        }
        return values.map { (name: $0.key, value: $0.value.joined(separator: ",")) }.sorted { $0.name < $1.name }
    }

    /// Trims the value and makes one space of every inner run of white space.
    private static func folded(_ value: String) -> String {
        guard value.utf8.contains(where: isBlank) else { return value }
        return value.utf8.split(whereSeparator: isBlank).map(Substring.init).joined(separator: " ")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// Headers that others may add, change or drop after signing; `host` follows from the address.
    private static let unsigned: Set<String> = [
        "authorization", "connection", "expect", "host", "keep-alive", "proxy-authenticate", "proxy-authorization",
        "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]
}
