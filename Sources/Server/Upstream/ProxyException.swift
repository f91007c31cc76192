/// One entry of `NO_PROXY`.
///
/// `*`, a domain with all that is below it (`example.com`, `.example.com`), an IP address, or a range of them
/// (`10.0.0.0/8`); names and single addresses may carry a port. Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy,
/// seen 2026-11-22.
enum ProxyException: Sendable, Equatable {
    case all
    case domain(String, port: Int?)
    case range(IPRange, port: Int?)

    init(_ text: some StringProtocol) {
        let text = text.lowercased()
        if text == "*" {
            self = .all
        } else if let range = IPRange(text) {
            self = .range(range, port: nil)
        } else {
            let (host, port) = UpstreamAddress.split(text) ?? (text, nil)
            if let range = IPRange(host) {
                self = .range(range, port: port)
            } else {
                self = .domain(String(host.trimmingPrefix("*").trimmingPrefix(".")), port: port)
            }
        }
    }

    func covers(_ origin: UpstreamAddress.Origin) -> Bool {
        switch self {
        case .all: true
        case .domain(let name, let port):
            (origin.host == name || origin.host.hasSuffix(".\(name)")) && (port ?? origin.port) == origin.port
        case .range(let range, let port): range.contains(origin.host) && (port ?? origin.port) == origin.port
        }
    }

    /// Whether `host` is this machine or on its link.
    static func isLocal(_ host: String) -> Bool {
        host == "localhost" || localRanges.contains { $0.contains(host) }
    }

    /// Loopback and link-local addresses, and the IPv6 address of EC2's metadata.
    ///
    /// Sources: RFC 6890;
    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html, seen 2026-11-22.
    private static let localRanges = ["127.0.0.0/8", "169.254.0.0/16", "::1", "fe80::/10", "fd00:ec2::/32"]
        .compactMap { IPRange($0) }
}
