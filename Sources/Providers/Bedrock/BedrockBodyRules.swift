/// What one request's body must look like: the model's capabilities, the flags that go with it, and the adjustments.
struct BedrockBodyRules: Sendable {
    let capabilities: BedrockModelCapabilities
    let adjustments: BedrockAdjustments
    /// `system` turns behind the first `user` turn stay.
    let keepsSystemTurns: Bool
    /// Deferred tools, tool search and its blocks stay.
    let keepsToolSearch: Bool
    /// Compaction blocks stay.
    let keepsCompaction: Bool
    /// Blocks in `system` turns that add or remove tools stay.
    let keepsToolChanges: Bool
    /// `output_config` of a `system` turn stays.
    let keepsTurnOutputConfig: Bool
    /// `clear_at` of a `system` turn stays.
    let keepsTurnClearing: Bool
    /// `cache_control.ttl` stays.
    let keepsCacheLifetime: Bool
    private let betas: BedrockBetaSelection

    init(capabilities: BedrockModelCapabilities, adjustments: BedrockAdjustments, betas: BedrockBetaSelection) {
        self.capabilities = capabilities
        self.adjustments = adjustments
        self.betas = betas
        keepsSystemTurns = capabilities.systemTurns && !adjustments.withoutSystemTurns
        keepsToolSearch = betas.allows(BedrockBetaFlag.toolSearch) && !adjustments.leavesOut("tools.defer_loading")
        keepsCompaction = betas.has(BedrockBetaFlag.compaction) && !adjustments.leavesOut("context_management")
        keepsToolChanges = betas.has(BedrockBetaFlag.systemTurnToolChanges)
        let hasTurnControl = betas.has(BedrockBetaFlag.perTurnControl)
        let hasTurnConfig = betas.has(BedrockBetaFlag.systemTurnOutputConfig) || hasTurnControl
        keepsTurnOutputConfig = hasTurnConfig && !adjustments.leavesOut("messages.output_config")
        keepsTurnClearing = hasTurnControl
        keepsCacheLifetime = capabilities.cacheLifetime && !adjustments.leavesOut("cache_control.ttl")
    }

    /// Whether a part of the body that needs `flag` may stay.
    func allows(_ flag: String) -> Bool { betas.allows(flag) }
}
