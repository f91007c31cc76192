/// One variant of a route.
package struct TargetSettings: Sendable, Hashable {
    /// The name of a configured provider.
    package let provider: String
    /// The upstream's model id; `nil` sends the client's model name.
    package let model: String?
    /// Bedrock: the region, where it is not the provider's.
    package let region: String?
    /// The base address, where it is not the provider's.
    package let endpoint: String?
}
