/// Checks a Messages body as strictly as Bedrock does.
///
/// Sources: the field lists of the AWS and Anthropic documentation for Claude on Bedrock (seen 2026-11-22), and the error
/// texts that proxies and SDKs have reported. The first thing that is wrong is what the refusal speaks of.
struct RequestValidator {
    let rules: RequestRules
    let acceptedBetas: Set<String>
    let profile: ModelProfile
    var variant = MessagesVariant.bedrock
    /// `anthropic-version`, where it is a header.
    var headerVersion: String?
    /// `anthropic-beta`, where it is a header.
    var headerBetas: [String] = []
    /// Signatures and redacted thinking that scripts gave out.
    var issued: Set<String> = []

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
            ?? thinkingPlaces(of: body)
    }

    /// The flags of `anthropic_beta`.
    func betas(of body: ParsedJSON) -> [String] {
        variant.hasHeaders ? headerBetas : (body["anthropic_beta"]?.array ?? []).compactMap(\.string)
    }

    static func extra(_ path: String) -> String { "\(path): Extra inputs are not permitted" }

    /// The refusal of the first field, in alphabetical order, that is not allowed.
    static func extra(in value: ParsedJSON, allowed: Set<String>, path: String = "") -> String? {
        let unknown = value.object?.keys.sorted().first { !allowed.contains($0) }
        return unknown.map { extra(path.isEmpty ? $0 : "\(path).\($0)") }
    }
}

extension RequestValidator {
    private func version(of body: ParsedJSON) -> String? {
        guard rules.contains(.version), variant.fields != nil else { return nil }
        if variant.hasHeaders { return headerVersion(of: body) }
        guard let version = body["anthropic_version"] else { return "anthropic_version: Field required" }
        let known = ["bedrock-2023-05-31"] + (profile.acceptsNewVersion ? ["2026-10-21"] : [])
        guard let text = version.string, known.contains(text) else {
            return "anthropic_version: Input should be '\(known[0])'"
        }
        return nil
    }

    /// Source: Anthropic's page on versions, seen 2026-11-22.
    private func headerVersion(of body: ParsedJSON) -> String? {
        guard let version = headerVersion else { return "anthropic-version: header is required" }
        guard ["2023-01-01", "2023-06-01", "2026-10-21"].contains(version) else {
            return "anthropic-version: \"\(version)\" is not a valid version"
        }
        guard version == "2026-10-21" else { return nil }
        let sampling = ["temperature", "top_p", "top_k"].first { body[$0] != nil }
        return sampling.map { "\($0): this parameter is not supported with anthropic-version \(version)" }
    }

    private func topLevel(of body: ParsedJSON) -> String? {
        guard rules.contains(.topLevelFields), let fields = variant.fields else { return nil }
        let betas = Set(betas(of: body))
        let opened = variant.betaFields.filter { betas.contains($0.value) }.map(\.key)
        // Claude Code's older flag for the same field.
        let compacts = betas.contains("compact-2026-01-12") ? ["context_management"] : []
        return Self.extra(in: body, allowed: fields.union(opened).union(compacts))
    }

    private func betaFlags(of body: ParsedJSON) -> String? {
        guard rules.contains(.betaFlags) else { return nil }
        if variant.hasHeaders {
            let unknown = headerBetas.filter { !acceptedBetas.union(variant.betas).contains($0) }
            let names = unknown.map { "`\($0)`" }.joined(separator: ", ")
            return unknown.isEmpty ? nil : "Unexpected value(s) \(names) for the `anthropic-beta` header."
        }
        guard let field = body["anthropic_beta"] else { return nil }
        guard let flags = field.array else { return "anthropic_beta: Input should be a valid list" }
        let isKnown = flags.allSatisfy { $0.string.map(acceptedBetas.contains) ?? false }
        let guarded = flags.contains { $0.string == "dangerous-tool-use-2026-09-03" }
        return !isKnown || guarded && body["safeguards"] == nil ? "invalid beta flag" : nil
    }

    private func requiredFields(of body: ParsedJSON) -> String? {
        guard rules.contains(.requiredFields) else { return nil }
        if let complaint = maximum(of: body) { return complaint }
        guard let messages = body["messages"] else { return "messages: Field required" }
        guard let list = messages.array else { return "messages: Input should be a valid list" }
        return list.isEmpty ? "messages: at least one message is required" : nil
    }

    private func maximum(of body: ParsedJSON) -> String? {
        guard let maximum = body["max_tokens"] else {
            return variant.wantsMaxTokens ? "max_tokens: Field required" : nil
        }
        guard let count = maximum.integer else { return "max_tokens: Input should be a valid integer" }
        guard count >= variant.leastMaxTokens else {
            return "max_tokens: Input should be greater than or equal to \(variant.leastMaxTokens)"
        }
        guard let limit = profile.maxTokens, count > limit else { return nil }
        return
            "The maximum tokens you requested exceeds the model limit of \(limit). Try again with a maximum tokens "
            + "value that is lower than \(limit)."
    }
}
