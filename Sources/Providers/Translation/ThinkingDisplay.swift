package import MessagesAPI

/// What a client gets to see of what the model thinks.
///
/// - Note: Source: Messages API, `thinking.display` (https://docs.claude.com/en/docs/build-with-claude/extended-thinking,
///   seen 2026-11-22).
package enum ThinkingDisplay: Sendable, Equatable {
    /// Nothing: it did not ask for thinking.
    case none
    /// Blocks without text, whose signatures hold what the model is to be shown again.
    case omitted
    /// The thoughts themselves.
    case shown
}

extension DecodedMessagesRequest {
    /// What the client is to get of the model's thoughts; the one place where that is decided.
    package var thinkingDisplay: ThinkingDisplay {
        guard let thinking else { return .none }
        switch thinking.mode {
        case .enabled, .adaptive, .betweenTools: return thinking.display == "omitted" ? .omitted : .shown
        case .disabled, .unknown: return .none
        }
    }
}
