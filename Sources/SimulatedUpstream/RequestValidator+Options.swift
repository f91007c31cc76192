extension RequestValidator {
    func options(of body: ParsedJSON) -> String? {
        guard rules.contains(.options), variant.fields != nil else { return nil }
        let betas = Set(betas(of: body))
        return contextManagement(body["context_management"], betas)
            ?? outputConfig(body["output_config"])
            ?? thinking(body["thinking"], body, betas)
            ?? safeguards(body["safeguards"], betas)
    }

    private func contextManagement(_ field: ParsedJSON?, _ betas: Set<String>) -> String? {
        guard let field, field != .null else { return nil }
        guard betas.contains("context-management-2025-06-27") || betas.contains("compact-2026-01-12") else {
            return Self.extra("context_management")
        }
        let allowed = variant.edits.filter { betas.contains($0.key) }.reduce(into: Set()) { $0.formUnion($1.value) }
        return first(of: field["edits"]?.array ?? []) { index, edit in
            let type = edit["type"]?.string ?? "none"
            return allowed.contains(type) ? nil : Self.tag(type, "context_management.edits.\(index)", allowed)
        }
    }

    private func outputConfig(_ field: ParsedJSON?) -> String? {
        field.flatMap { Self.extra(in: $0, allowed: variant.outputFields, path: "output_config") }
    }

    private func thinking(_ field: ParsedJSON?, _ body: ParsedJSON, _ betas: Set<String>) -> String? {
        guard let field else { return nil }
        var allowed: Set<String> = ["type", "budget_tokens", "display"]
        if betas.contains("thinking-binding-controls-2026-08-01") { allowed.insert("block_binding") }
        if let extra = Self.extra(in: field, allowed: allowed, path: "thinking") { return extra }
        if field["display"]?.string == "updates", !betas.contains("thinking-display-updates-2026-08-18") {
            return "thinking.display: Input should be 'summarized' or 'omitted'"
        }
        switch field["type"]?.string {
        case "enabled" where profile.refusesManualThinking:
            return "thinking.type.enabled is not supported for this model. Use thinking.type.adaptive and "
                + "output_config.effort to control thinking behavior."
        case "adaptive" where profile.refusesAdaptiveThinking: return "adaptive thinking is not supported on this model"
        case "enabled": return budget(field, body)
        default: return nil
        }
    }

    private func budget(_ field: ParsedJSON, _ body: ParsedJSON) -> String? {
        guard let budget = field["budget_tokens"]?.integer else {
            return "thinking.enabled.budget_tokens: Field required"
        }
        if budget < 1_024 { return "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024" }
        guard let maximum = body["max_tokens"]?.integer, budget >= maximum else { return nil }
        return "`max_tokens` must be greater than `thinking.budget_tokens`."
    }

    private func safeguards(_ field: ParsedJSON?, _ betas: Set<String>) -> String? {
        guard field != nil, !betas.contains("dangerous-tool-use-2026-09-03") else { return nil }
        return Self.extra("safeguards")
    }
}
