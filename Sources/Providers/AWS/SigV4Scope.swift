/// What a signature is good for: one region and one service.
public struct SigV4Scope: Sendable, Hashable {
    /// AWS region, such as `us-west-2`.
    public let region: String
    /// Signing name of the service, such as `bedrock`, `bedrock-mantle`, `sts`.
    public let service: String

    /// Puts a scope together.
    public init(region: String, service: String) {
        self.region = region
        self.service = service
    }

    /// `yyyyMMdd/region/service/aws4_request`.
    func credentialScope(date: String) -> String { "\(date)/\(region)/\(service)/aws4_request" }
}
