/// The address of a Bedrock operation, percent-encoded as it goes on the wire.
///
/// - Note: Source: endpoints and quotas of Amazon Bedrock
///   (https://docs.aws.amazon.com/general/latest/gr/bedrock.html) and the service model `bedrock-runtime` of botocore 1.44.5, both seen 2026-11-22.
package struct BedrockAddress: Sendable, Equatable {
    /// The operations of the runtime that are used.
    package enum Operation: String, Sendable {
        case invoke
        case invokeWithResponseStream = "invoke-with-response-stream"
        case countTokens = "count-tokens"
    }

    /// Longest model id, in bytes; an ARN fits.
    static let modelLimit = 2048
    /// Longest region name, in bytes; the longest known has 14.
    static let regionLimit = 32

    private let base: String

    /// The runtime of a region, or `endpoint` instead of it: scheme and authority, with or without a path.
    /// - Throws: ``UpstreamFailure/Kind/misconfigured`` if the region or the endpoint does not fit an address.
    package init(region: String, endpoint: String? = nil) throws(UpstreamFailure) {
        if let endpoint {
            base = try Self.base(ofEndpoint: endpoint)
        } else {
            guard Self.isRegion(region) else {
                throw UpstreamFailure(
                    .misconfigured,
                    "'\(region.prefix(Self.regionLimit))' is not the name of an AWS region."
                )
            }
            let suffix = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
            base = "https://bedrock-runtime.\(region).\(suffix)"
        }
    }

    /// The whole address of an operation on a model.
    /// - Throws: ``UpstreamFailure/Kind/misconfigured`` if the id is empty, too long, or would change the path.
    package func url(of operation: Operation, model: String) throws(UpstreamFailure) -> String {
        guard !model.isEmpty, model != ".", model != "..", model.utf8.count <= Self.modelLimit else {
            throw UpstreamFailure(.misconfigured, "'\(model.prefix(100))' is not a Bedrock model id.")
        }
        return "\(base)/model/\(PercentEncoding.encode(model.utf8))/\(operation.rawValue)"
    }

    private static func base(ofEndpoint endpoint: String) throws(UpstreamFailure) -> String {
        let isWeb = endpoint.hasPrefix("https://") || endpoint.hasPrefix("http://")
        let isPlain = endpoint.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#"?#"<>\^`{|}@"#.utf8.contains($0) }
        let afterScheme = endpoint.firstRange(of: "://").map { endpoint[$0.upperBound...] }
        let authority = afterScheme?.prefix { $0 != "/" }
        guard isWeb, isPlain, let authority, !authority.isEmpty else {
            throw UpstreamFailure(
                .misconfigured,
                "'\(endpoint.prefix(100))' is not an address: http(s)://host[:port][/path]."
            )
        }
        return String(endpoint.reversed().drop { $0 == "/" }.reversed())
    }

    private static func isRegion(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        return isPlain && (1...regionLimit).contains(name.utf8.count) && !name.hasPrefix("-") && !name.hasSuffix("-")
    }
}
