package import Providers

/// One upstream as the operator configured it.
package struct ProviderSettings: Sendable {
    /// One additional request header.
    ///
    /// The value is hidden, for it is often a key.
    package struct Header: Sendable, Hashable {
        package let name: String
        package let value: Secret
    }

    /// The name that routes use.
    package let name: String
    package let kind: Kind
    /// Bedrock: the region of variants that name none.
    package let region: String?
    /// Bedrock: replaces `https://bedrock-runtime.REGION.amazonaws.com`.
    ///
    /// Without a trailing slash.
    package let endpoint: String?
    /// Bedrock: the profile in the AWS files whose credentials sign.
    package let profileName: String?
    /// All but Bedrock: replaces the vendor's address.
    ///
    /// Without a trailing slash, as the operator wrote it otherwise.
    package let baseURL: String?
    /// The key that is sent upstream; for Bedrock a Bedrock API key, which is preferred over signing.
    package let apiKey: Secret?
    /// The client's own credential is sent upstream (`api_key: passthrough`).
    package let apiKeyPassthrough: Bool
    /// Additional request headers in file order.
    package let headers: [Header]
    /// Longest wait for a connection.
    package let connectTimeout: Duration
    /// Longest wait from the request to the response head.
    package let headTimeout: Duration
    /// Longest gap between two chunks of the answer.
    package let idleTimeout: Duration
}
