import Providers

/// Targets that a request is too long or too large for, as far as the refusals of others tell.
struct TooSmall {
    /// Where a model is, and what it is called without the part of the world it runs in.
    private struct Model: Hashable {
        let provider: String
        let name: String

        init(of target: Target) {
            provider = target.provider
            let parts = target.model.split(separator: ".", maxSplits: 1)
            let isRegional = parts.count == 2 && Self.regions.contains(String(parts[0]))
            name = isRegional ? String(parts[1]) : target.model
        }

        /// Beginnings of Bedrock's cross-region inference profiles.
        ///
        /// - Note: Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html, seen
        ///   2026-11-22.
        private static let regions: Set<String> = ["us", "us-gov", "eu", "apac", "jp", "au", "ca", "global"]
    }

    private var providers: Set<String> = []
    private var models: Set<Model> = []

    mutating func insert(providerOf target: Target) { providers.insert(target.provider) }

    mutating func insert(modelOf target: Target) { models.insert(Model(of: target)) }

    func contains(_ target: Target) -> Bool {
        providers.contains(target.provider) || models.contains(Model(of: target))
    }
}
