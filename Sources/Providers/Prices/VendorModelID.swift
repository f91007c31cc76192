/// The ways in which a vendor's model id may be written, as far as they mean the same price.
enum VendorModelID {
    /// The ids to look for, the closest first.
    ///
    /// - Note: Sources: https://openrouter.ai/docs/features/model-routing (variants) and
    ///   https://docs.claude.com/en/docs/about-claude/models/overview (aliases), seen 2026-11-22.
    static func forms(of model: String, vendor: String) -> [String] {
        switch vendor {
        case "openrouter": openRouterForms(model)
        case "anthropic": [model] + [model.droppingPrefix("anthropic/")].flatMap { [$0] + aliases($0) }
        case "gemini": [model, model.droppingPrefix("models/"), model.droppingPrefix("google/")]
        default: [model, model.droppingPrefix("\(vendor)/")]
        }
    }

    /// `claude-3-7-sonnet-latest` and `claude-sonnet-4-0` are the models without these endings.
    private static func aliases(_ model: String) -> [String] {
        ["-latest", "-0"].compactMap { model.hasSuffix($0) ? String(model.dropLast($0.count)) : nil }
    }

    /// Variants that only choose among hosts or settings are priced as the model; `:free`, `:online` and unknown ones
    /// are other products.
    private static func openRouterForms(_ model: String) -> [String] {
        let whole = model.droppingPrefix("openrouter/")
        guard let colon = whole.lastIndex(of: ":"),
            ["nitro", "floor", "exacto", "thinking"].contains(whole[whole.index(after: colon)...])
        else { return [model, whole] }
        return [model, whole, String(whole[..<colon])]
    }
}

extension String {
    fileprivate func droppingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
