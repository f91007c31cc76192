/// The adjustments of one attempt that concern the body.
struct BedrockAdjustments: Sendable {
    /// No beta flag is sent.
    private(set) var withoutBetas = false
    /// `system` turns become `user` turns.
    private(set) var withoutSystemTurns = false
    /// The most output tokens that the model makes.
    private(set) var outputLimit: Int?
    private var fields: Set<String> = []

    init(_ adjustments: Set<RequestAdjustment>) {
        for adjustment in adjustments {
            switch adjustment {
            case .withoutField(let name): fields.insert(name)
            case .withoutBetas: withoutBetas = true
            case .withoutSystemTurns: withoutSystemTurns = true
            case .maxTokens(let count): outputLimit = min(count, outputLimit ?? count)
            case .freshCredentials, .clockOffset: break
            // Those of other dialects; this one never asks for them.
            case .renamedField, .reasoningEffort, .withoutReasoning, .responsesAPI, .repeated: break
            }
        }
        fields.subtract(BedrockOptionalField.required)
        if fields.contains("anthropic_beta") { withoutBetas = true }
    }

    /// Whether a field, named by its path without positions, is to be left out.
    func leavesOut(_ name: String) -> Bool { fields.contains(name) }
}
