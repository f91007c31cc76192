import HTTPTypes
import NIOHTTP1

extension HTTPRequest {
    /// The head of a request as the endpoints see it; `nil` for one that names no method, or its host twice.
    ///
    /// RFC 9112 §3.2 has a server refuse a second host: which of them was meant decides what the client may see.
    init?(_ head: HTTPRequestHead) {
        guard let method = Method(head.method.rawValue) else { return nil }
        guard head.headers[canonicalForm: "host"].count <= 1 else { return nil }
        self.init(
            method: method,
            scheme: "http",
            authority: head.headers.first(name: "host"),
            path: Self.path(of: head.uri),
            headerFields: HTTPFields(head.headers)
        )
    }

    /// The path and query of a request's target; that of a client which takes us for its proxy is a whole URL.
    private static func path(of target: String) -> String {
        guard !target.utf8.starts(with: "/".utf8), let scheme = target.firstRange(of: "://") else { return target }
        let rest = target[scheme.upperBound...]
        guard let start = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) else {
            return "/"
        }
        return rest.utf8[start] == UInt8(ascii: "?") ? "/" + rest[start...] : String(rest[start...])
    }
}
