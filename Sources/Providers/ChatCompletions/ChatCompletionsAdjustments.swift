/// The adjustments that change the body of a Chat Completions request.
struct ChatCompletionsAdjustments: Sendable {
    private var omitted: Set<String> = []
    private var renamed: [String: String] = [:]
    /// Most tokens to ask for.
    private(set) var maxTokens: Int?
    /// The effort to ask for, whatever the client wants.
    private(set) var reasoningEffort: String?
    private(set) var withoutReasoning = false
    private(set) var withoutSystemTurns = false

    /// Fields without which a request has no meaning.
    private static let vital: Set<String> = ["model", "messages"]

    init(_ adjustments: Set<RequestAdjustment>) {
        for adjustment in adjustments {
            switch adjustment {
            case .withoutField(let name): if !Self.vital.contains(name) { omitted.insert(name) }
            case .renamedField(let name, let other):
                // A set has no order; the result must not depend on the one it happens to have.
                renamed[name] = renamed[name].map { min($0, other) } ?? other
            case .maxTokens(let count): maxTokens = maxTokens.map { min($0, count) } ?? count
            case .reasoningEffort(let effort): reasoningEffort = lower(reasoningEffort, effort)
            case .withoutReasoning: withoutReasoning = true
            case .withoutSystemTurns: withoutSystemTurns = true
            case .withoutBetas, .freshCredentials, .responsesAPI, .repeated, .clockOffset: break
            }
        }
    }

    /// The name that a field has now; `nil` if it is left out.
    func name(of field: String) -> String? {
        let name = Self.vital.contains(field) ? field : renamed[field] ?? field
        return omitted.contains(field) || omitted.contains(name) ? nil : name
    }

    private func lower(_ one: String?, _ other: String) -> String {
        guard let one else { return other }
        let ranks = (ReasoningEffort.rank(of: one) ?? .max, ReasoningEffort.rank(of: other) ?? .max)
        return ranks == (ranks.0, ranks.0) ? min(one, other) : (ranks.0 < ranks.1 ? one : other)
    }
}
