/// What one Claude model takes on Bedrock, as far as a request must be changed for it.
///
/// A default, not the truth: the model's own refusal decides, and most can be mended by a ``RequestAdjustment``.
/// - Note: Source: model comparison of the Messages API documentation
///   (https://docs.claude.com/en/docs/about-claude/models, seen 2026-11-22) and the flags of LiteLLM 1.109.1.
package struct BedrockModelCapabilities: Sendable, Equatable {
    /// The values of `output_config.effort` a model understands.
    package enum EffortLevels: Sendable {
        /// The field is refused.
        case none
        /// `low`, `medium`, `high`; needs the beta flag `effort-2025-11-24`.
        case upToHigh
        /// `low`, `medium`, `high`, `max`: there is no `xhigh` yet.
        case withoutXHigh
        /// Everything but `max`, which Bedrock does not offer on this model.
        case upToXHigh
        /// Everything.
        case all
    }

    /// `thinking.type: enabled` with a budget is taken; newer models refuse it.
    package var manualThinking: Bool
    /// `thinking.type: adaptive` is taken, and so is `thinking.display`.
    package var adaptiveThinking: Bool
    /// The levels of `output_config.effort`.
    package var effort: EffortLevels
    /// `system` turns between the other messages are taken.
    package var systemTurns: Bool
    /// `cache_control.ttl` is taken.
    package var cacheLifetime: Bool
    /// `anthropic_version: 2026-10-21` is taken.
    package var newestVersion: Bool
    /// The generation that beta flags are held against; `nil` when the id does not tell it: then it is the newest.
    package var version: BedrockModelVersion?

    /// Looks a model id up.
    ///
    /// An application inference profile's id says nothing. The model that the client asked for is the best guess then: it
    /// wrote its body for it. Where that is not understood either, the model counts as the newest.
    package init(modelID: String, requestedModel: String = "") {
        let told = BedrockModelName(readingID: modelID)
        guard let name = told ?? BedrockModelName(readingID: requestedModel) else {
            self.init(newest: nil)
            becomeOpaque()
            return
        }
        self.init(name)
        if told == nil { becomeOpaque() }
    }

    /// Takes back what may spoil a request for a model that the id does not name.
    private mutating func becomeOpaque() {
        // The older version works for every model, the newer one not for all that an opaque id may stand for.
        newestVersion = false
        // A client that asks for a budget may have learnt from a refusal that the model knows nothing else.
        manualThinking = true
    }

    private init(newest version: BedrockModelVersion?) {
        manualThinking = false
        adaptiveThinking = true
        effort = .all
        systemTurns = true
        cacheLifetime = true
        newestVersion = true
        self.version = version
    }

    private init(_ name: BedrockModelName) {
        self.init(newest: name.version)
        let version = name.version
        effort = Self.effort(name)
        guard version < BedrockModelVersion(4, 8) else { return }
        systemTurns = false
        guard version < BedrockModelVersion(4, 7) else { return }
        manualThinking = true
        newestVersion = false
        guard version < BedrockModelVersion(4, 6) else { return }
        adaptiveThinking = false
        cacheLifetime = version >= BedrockModelVersion(4, 5)
    }

    /// Bedrock stops some models at `xhigh` that take `max` elsewhere.
    private static func effort(_ name: BedrockModelName) -> EffortLevels {
        switch (name.family, name.version) {
        case (_, ..<BedrockModelVersion(4, 5)): .none
        case (.opus, BedrockModelVersion(4, 5)): .upToHigh
        case (_, BedrockModelVersion(4, 5)): .none
        case (_, ..<BedrockModelVersion(4, 7)): .withoutXHigh
        case (.opus, BedrockModelVersion(5, 0)...): .all
        case (.other, _): .all
        case (.opus, _), (.sonnet, _), (.haiku, _), (.fable, _), (.mythos, _): .upToXHigh
        }
    }
}
