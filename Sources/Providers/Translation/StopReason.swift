/// Why a message ended, as the Messages API names it.
///
/// - Note: Source: Messages API, `stop_reason` (https://docs.claude.com/en/api/messages, seen 2026-11-22).
package enum StopReason: String, Sendable, Equatable, CaseIterable {
    case endTurn = "end_turn"
    case maxTokens = "max_tokens"
    case stopSequence = "stop_sequence"
    case toolUse = "tool_use"
    case pauseTurn = "pause_turn"
    case refusal
    case modelContextWindowExceeded = "model_context_window_exceeded"
}
