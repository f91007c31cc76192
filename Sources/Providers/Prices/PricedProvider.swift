/// What of a configured provider decides whose prices its answers have.
package struct PricedProvider: Sendable, Hashable {
    /// The provider's type in the configuration, for example `bedrock` or `openai-compatible`.
    package var kind: String
    /// The base address, where the configuration names one.
    package var address: String?
    /// The region of variants that name none.
    package var region: String?

    package init(kind: String, address: String? = nil, region: String? = nil) {
        self.kind = kind
        self.address = address
        self.region = region
    }
}

extension PriceTable {
    /// The price of a target of a provider; `nil` if it is not known.
    ///
    /// A built-in provider has its vendor's prices wherever it is reached; a compatible server those of the vendor whose
    /// address it has.
    package func price(for target: Target, of provider: PricedProvider) -> ModelPrice? {
        var host: PricedHost? { (target.endpoint ?? provider.address).map(PricedHost.init) }
        switch provider.kind {
        case "bedrock": return price(vendor: "bedrock", model: target.model, region: target.region ?? provider.region)
        case "openai-compatible", "anthropic-compatible":
            guard let host, let vendor = host.vendor else { return nil }
            return price(vendor: vendor, model: target.model, region: host.openAIRegion)
        case "openai": return price(vendor: "openai", model: target.model, region: host?.openAIRegion)
        default: return price(vendor: provider.kind, model: target.model)
        }
    }
}

/// The host of an upstream's address.
struct PricedHost {
    let name: String

    init(_ address: String) {
        let afterScheme = address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
        let authority = afterScheme.split(separator: "@").last ?? ""
        name = authority.prefix { $0 != ":" && $0 != "?" && $0 != "#" }.lowercased()
    }

    /// The vendor that sells at this host; `nil` for any other server, and for hosts with other prices (in China).
    var vendor: String? {
        Self.vendors.first { name == $0.host || name.hasSuffix(".\($0.host)") }?.vendor
    }

    /// OpenAI's regional hosts.
    var openAIRegion: String? {
        switch name {
        case "eu.api.openai.com": "eu"
        case "us.api.openai.com": "us"
        default: nil
        }
    }

    /// - Note: Source: each vendor's API reference, seen 2026-11-22.
    private static let vendors: [(host: String, vendor: String)] = [
        ("api.anthropic.com", "anthropic"),
        ("api.openai.com", "openai"),
        ("openrouter.ai", "openrouter"),
        ("api.groq.com", "groq"),
        ("api.cerebras.ai", "cerebras"),
        ("api.deepseek.com", "deepseek"),
        ("api.moonshot.ai", "moonshot"),
        ("api.z.ai", "zai"),
        ("dashscope-intl.aliyuncs.com", "dashscope"),
        ("api.minimax.io", "minimax"),
        ("api.x.ai", "xai"),
        ("generativelanguage.googleapis.com", "gemini"),
        ("api.mistral.ai", "mistral"),
    ]
}
