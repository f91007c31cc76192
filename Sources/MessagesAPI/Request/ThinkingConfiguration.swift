/// Whether the model is to think before it answers.
///
/// - Note: Source: Messages API, `thinking` (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public struct ThinkingConfiguration: Sendable, Equatable {
    /// How thinking is controlled.
    public enum Mode: Sendable, Equatable {
        /// Up to `budgetTokens` tokens, 1,024 or more.
        case enabled(budgetTokens: Int)
        /// As much as the model finds right.
        case adaptive
        /// Not at all.
        case disabled
        /// Only between tool calls.
        case betweenTools
        /// A mode that this package does not know.
        case unknown(type: String)
    }

    /// How thinking is controlled.
    public let mode: Mode
    /// What is shown of it: `summarized`, `omitted` or `updates`.
    public let display: String?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ value: RequestValue) throws(APIError) {
        let untagged = try value.object()
        let type = try untagged.string("type")
        let object = untagged.tagged(type)
        mode =
            switch type {
            case "enabled": .enabled(budgetTokens: try object.required("budget_tokens").integer())
            case "adaptive": .adaptive
            case "disabled": .disabled
            case "between_tools": .betweenTools
            default: .unknown(type: type)
            }
        display = try object.optionalString("display")
        otherFields = object.others(than: ["type", "budget_tokens", "display"])
    }
}
