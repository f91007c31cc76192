/// Bedrock's prices depend on where a model runs, which its id says.
///
/// - Note: Source: https://aws.amazon.com/bedrock/pricing/ and the Bedrock user guide's list of inference profiles
///   (https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html), seen 2026-11-22. That a bare
///   id which runs in its region costs the list price is an assumption.
extension PriceTable {
    /// The price of a base id, an inference profile's id or the ARN of either.
    ///
    /// ARNs of application inference profiles, provisioned, custom and imported models and prompt routers name no model.
    func bedrockPrice(_ model: String, region: String?) -> ModelPrice? {
        if !Self.isGovCloud(region), let listed = listed("bedrock", model) { return listed }
        guard let id = BedrockPricedID(model, region: region) else { return nil }
        let base = entry("bedrock", id.base)
        switch id.place {
        case .anywhere: return base
        case .govCloud:
            return entry("bedrock", "us-gov.\(id.base)") ?? entry("bedrock", "\(id.base)@gov")
                ?? base?.scaled(by: Self.govCloudFactor)
        case .geography(let prefix):
            // All geographies of a model cost the same; not each is in the table.
            return entry("bedrock", "\(prefix).\(id.base)") ?? entry("bedrock", "us.\(id.base)")
                ?? base?.scaled(by: Self.geographyFactor)
        }
    }

    /// Whether an AWS region is one of GovCloud's.
    static func isGovCloud(_ region: String?) -> Bool { region?.hasPrefix("us-gov-") == true }

    /// GovCloud costs 20 % more than the list.
    private static let govCloudFactor = 1.2
    /// Profiles that stay in one geography cost 10 % more than the list, from Claude 4.5 on; those of older models are in
    /// the table.
    private static let geographyFactor = 1.1
}

/// A Bedrock model id, taken apart as far as its price needs it.
struct BedrockPricedID: Equatable {
    enum Place: Equatable {
        /// A bare id, or a global profile.
        case anywhere
        /// A profile that stays in one geography: `us`, `eu`, `apac`, `jp`, `au`.
        case geography(String)
        case govCloud
    }

    /// The id without its prefix.
    let base: String
    let place: Place

    /// `nil` for an ARN that names no model.
    init?(_ model: String, region: String?) {
        var (id, region) = (Substring(model), region)
        if model.hasPrefix("arn:") {
            // arn:PARTITION:bedrock:REGION:ACCOUNT:TYPE/ID
            let parts = model.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, let slash = parts[5].firstIndex(of: "/"),
                ["inference-profile", "foundation-model"].contains(parts[5][..<slash])
            else { return nil }
            id = parts[5][parts[5].index(after: slash)...]
            region = String(parts[3])
        }
        let (prefix, base) = Self.split(id)
        self.base = base
        switch prefix {
        case "us-gov": place = .govCloud
        case nil, "global": place = PriceTable.isGovCloud(region) ? .govCloud : .anywhere
        case .some(let geography): place = .geography(geography)
        }
    }

    /// The prefix, if what stands before the maker's name is one.
    private static func split(_ id: Substring) -> (prefix: String?, base: String) {
        guard let dot = id.firstIndex(of: "."), id[id.index(after: dot)...].hasPrefix("anthropic.") else {
            return (nil, String(id))
        }
        return (String(id[..<dot]), String(id[id.index(after: dot)...]))
    }
}
