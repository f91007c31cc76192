/// Checks a Messages body as strictly as Bedrock does.
///
/// Sources: the field lists of the AWS and Anthropic documentation for Claude on Bedrock (seen 2026-11-22), and the error
/// texts that proxies and SDKs have reported. The first thing that is wrong is what the refusal speaks of.
struct RequestValidator {
    let rules: RequestRules
    let acceptedBetas: Set<String>
    let profile: ModelProfile

    /// Top-level fields that InvokeModel takes.
    static let topLevelFields: Set<String> = [
        "anthropic_version", "anthropic_beta", "max_tokens", "messages", "system", "stop_sequences", "temperature",
        "top_p",
        "top_k", "tools", "tool_choice", "thinking", "metadata", "output_config", "context_management", "safeguards",
    ]

    /// Why the request is refused, or `nil`.
    func refusal(of request: ParsedRequest) -> ErrorResponse? {
        if let own = profile.check?(request) { return own }
        if let limit = profile.inputLimit, request.recorded.body.count > limit { return .inputTooLong }
        return complaint(about: request.body).map { .validation($0) }
    }

    /// The text of the refusal.
    func complaint(about body: ParsedJSON) -> String? {
        version(of: body)
            ?? topLevel(of: body)
            ?? betaFlags(of: body)
            ?? requiredFields(of: body)
            ?? messages(of: body)
            ?? cacheControl(of: body)
            ?? tools(of: body)
            ?? toolPairing(of: body)
            ?? options(of: body)
    }

    /// The flags of `anthropic_beta`.
    func betas(of body: ParsedJSON) -> [String] { (body["anthropic_beta"]?.array ?? []).compactMap(\.string) }

    static func extra(_ path: String) -> String { "\(path): Extra inputs are not permitted" }

    /// The refusal of the first field, in alphabetical order, that is not allowed.
    static func extra(in value: ParsedJSON, allowed: Set<String>, path: String = "") -> String? {
        let unknown = value.object?.keys.sorted().first { !allowed.contains($0) }
        return unknown.map { extra(path.isEmpty ? $0 : "\(path).\($0)") }
    }
}

extension RequestValidator {
    private func version(of body: ParsedJSON) -> String? {
        guard rules.contains(.version) else { return nil }
        guard let version = body["anthropic_version"] else { return "anthropic_version: Field required" }
        let known = ["bedrock-2023-05-31"] + (profile.acceptsNewVersion ? ["2026-10-21"] : [])
        guard let text = version.string, known.contains(text) else {
            return "anthropic_version: Input should be '\(known[0])'"
        }
        return nil
    }

    private func topLevel(of body: ParsedJSON) -> String? {
        rules.contains(.topLevelFields) ? Self.extra(in: body, allowed: Self.topLevelFields) : nil
    }

    private func betaFlags(of body: ParsedJSON) -> String? {
        guard rules.contains(.betaFlags), let field = body["anthropic_beta"] else { return nil }
        guard let flags = field.array else { return "anthropic_beta: Input should be a valid list" }
        let isKnown = flags.allSatisfy { $0.string.map(acceptedBetas.contains) ?? false }
        let guarded = flags.contains { $0.string == "dangerous-tool-use-2026-09-03" }
        return !isKnown || guarded && body["safeguards"] == nil ? "invalid beta flag" : nil
    }

    private func requiredFields(of body: ParsedJSON) -> String? {
        guard rules.contains(.requiredFields) else { return nil }
        guard let maximum = body["max_tokens"] else { return "max_tokens: Field required" }
        guard let count = maximum.integer else { return "max_tokens: Input should be a valid integer" }
        guard count >= 1 else { return "max_tokens: Input should be greater than or equal to 1" }
        if let limit = profile.maxTokens, count > limit {
            return
                "The maximum tokens you requested exceeds the model limit of \(limit). Try again with a maximum tokens "
                + "value that is lower than \(limit)."
        }
        guard let messages = body["messages"] else { return "messages: Field required" }
        guard let list = messages.array else { return "messages: Input should be a valid list" }
        return list.isEmpty ? "messages: at least one message is required" : nil
    }
}
