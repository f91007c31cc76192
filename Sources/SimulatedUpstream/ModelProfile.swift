/// What is particular about one model id.
package struct ModelProfile: Sendable {
    /// Role `system` inside `messages` is refused, as by models before 4.8.
    package var refusesSystemRole: Bool
    /// A conversation that ends with an assistant message is refused, as by 4.6 and later.
    package var refusesPrefill: Bool
    /// `thinking.type: enabled` is refused, as by 4.7 and later.
    package var refusesManualThinking: Bool
    /// `thinking.type: adaptive` is refused, as by models before 4.6.
    package var refusesAdaptiveThinking: Bool
    /// `anthropic_version: 2026-10-21` is taken, as by 4.7 and later.
    package var acceptsNewVersion: Bool
    /// A base id that only an inference profile can invoke.
    package var needsInferenceProfile: Bool
    /// Largest `max_tokens`.
    package var maxTokens: Int?
    /// Largest body in bytes before the input counts as too long.
    package var inputLimit: Int?
    /// Requests a minute.
    package var quota: RequestQuota?
    /// Tokens a minute; not at Bedrock.
    package var tokenQuota: RequestQuota?
    /// What is particular about the model in OpenAI's protocols; `nil` takes what its name says.
    package var facts: ModelFacts?
    /// Share of requests, 0 to 1, that get a 500 or 503 instead of an answer.
    package var failureShare: Double
    /// A further check of a test's own.
    package var check: (@Sendable (ParsedRequest) -> ErrorResponse?)?
    /// What happens when no one-shot behaviour is waiting; `nil` takes the upstream's.
    package var behaviour: Behaviour?

    package init(
        refusesSystemRole: Bool = false,
        refusesPrefill: Bool = false,
        refusesManualThinking: Bool = false,
        refusesAdaptiveThinking: Bool = false,
        acceptsNewVersion: Bool = false,
        needsInferenceProfile: Bool = false,
        maxTokens: Int? = nil,
        inputLimit: Int? = nil,
        quota: RequestQuota? = nil,
        failureShare: Double = 0,
        check: (@Sendable (ParsedRequest) -> ErrorResponse?)? = nil,
        behaviour: Behaviour? = nil,
        tokenQuota: RequestQuota? = nil,
        facts: ModelFacts? = nil
    ) {
        self.tokenQuota = tokenQuota
        self.facts = facts
        self.refusesSystemRole = refusesSystemRole
        self.refusesPrefill = refusesPrefill
        self.refusesManualThinking = refusesManualThinking
        self.refusesAdaptiveThinking = refusesAdaptiveThinking
        self.acceptsNewVersion = acceptsNewVersion
        self.needsInferenceProfile = needsInferenceProfile
        self.maxTokens = maxTokens
        self.inputLimit = inputLimit
        self.quota = quota
        self.failureShare = failureShare
        self.check = check
        self.behaviour = behaviour
    }
}
