/// The text that a signature is made of, from a request as it came over the wire.
///
/// Source: AWS Signature Version 4, "Create a canonical request", seen 2026-11-22.
struct CanonicalRequest {
    let text: String

    init(_ request: RecordedRequest, signedHeaders: [String]) {
        let target = request.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let headers = signedHeaders.map { "\($0):\(Self.value(of: $0, in: request.headers))\n" }.joined()
        text = [
            request.method,
            Self.path(target[0]),
            target.count > 1 ? Self.query(target[1]) : "",
            headers,
            signedHeaders.joined(separator: ";"),
            SignatureVerifier.hash(request.body),
        ].joined(separator: "\n")
    }

    /// Dot segments resolved, double slashes collapsed, then everything encoded once more than it was.
    static func path(_ path: Substring) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        let resolved = "/" + segments.joined(separator: "/") + (path.hasSuffix("/") && !segments.isEmpty ? "/" : "")
        return encoded(resolved)
    }

    /// Pairs as they are on the wire, sorted by name, then by value.
    static func query(_ query: Substring) -> String {
        let pairs = query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
        }
        let sorted = pairs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        return sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// All lines of one name, trimmed, runs of spaces made one, joined by commas.
    private static func value(of name: String, in headers: [(name: String, value: String)]) -> String {
        let lines = headers.filter { $0.name.lowercased() == name }
        return lines.map { $0.value.split(separator: " ").joined(separator: " ") }.joined(separator: ",")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                out += "%" + Hex.encode([byte]).uppercased()
            }
        }
    }
}
