/// The checks on a request; each can be switched off by itself.
package struct RequestRules: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// SigV4 signature or bearer token.
    package static let authorization = RequestRules(rawValue: 1 << 0)
    /// `anthropic_version` present and known.
    package static let version = RequestRules(rawValue: 1 << 1)
    /// `max_tokens` and `messages` present and well formed.
    package static let requiredFields = RequestRules(rawValue: 1 << 2)
    /// No top-level fields but the allowed ones; so `model` and `stream` are refused.
    package static let topLevelFields = RequestRules(rawValue: 1 << 3)
    /// No beta flags but the known ones.
    package static let betaFlags = RequestRules(rawValue: 1 << 4)
    /// `cache_control` without `scope`, known `ttl`, at most four of them.
    package static let cacheControl = RequestRules(rawValue: 1 << 5)
    /// Fields, names, schemas and types of tools.
    package static let tools = RequestRules(rawValue: 1 << 6)
    /// Every `tool_use` answered by a `tool_result` in the next message, and the other way round.
    package static let toolPairing = RequestRules(rawValue: 1 << 7)
    /// Roles, fields and content blocks that the service knows.
    package static let messages = RequestRules(rawValue: 1 << 8)
    /// Images and documents by value only.
    package static let sources = RequestRules(rawValue: 1 << 9)
    /// `context_management` and `output_config` without the parts that are refused.
    package static let options = RequestRules(rawValue: 1 << 10)
    /// `count-tokens` takes a foundation model id, without a region prefix.
    package static let countTokensModel = RequestRules(rawValue: 1 << 11)
    /// Signatures of thinking blocks are those that an answer's blocks carry by default.
    ///
    /// Not among the ``standard`` rules, as
    /// tests bring signatures of their own.
    package static let thinkingSignatures = RequestRules(rawValue: 1 << 12)

    /// Thinking that comes back is what this upstream gave out; not asked for at Bedrock.
    package static let issuedThinking = RequestRules(rawValue: 1 << 13)

    /// Everything that the real service checks whatever the client.
    package static let standard: RequestRules = [
        .authorization, .version, .requiredFields, .topLevelFields, .betaFlags, .cacheControl, .tools, .toolPairing,
        .messages, .sources, .options, .countTokensModel, .issuedThinking,
    ]
    /// No check at all and no JSON read, for measurements.
    package static let none: RequestRules = []
}
