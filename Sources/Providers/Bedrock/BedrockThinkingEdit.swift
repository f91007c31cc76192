import JSONBytes

/// Fits `thinking` to the model.
struct BedrockThinkingEdit {
    /// Largest budget that is put in the place of adaptive thinking, in tokens: what Claude Code asks of older models.
    private static let budgetLimit = 31_999
    /// Smallest budget the API takes, in tokens.
    private static let budgetMinimum = 1_024

    let rules: BedrockBodyRules
    /// `max_tokens`, which a budget must stay below.
    let maxTokens: Int?
    /// Manual thinking would be refused: a tool is forced, or the open tool loop has no thinking block to begin with.
    let forbidsBudget: Bool
    /// The thinking block that an open tool loop began with was of no use here, so manual thinking would be refused.
    let lostThinking: Bool

    /// Notes the changes.
    /// - Returns: Whether the field stays.
    func edit(
        _ thinking: JSONValue,
        in document: RawSpan,
        betas: inout BedrockBetaSelection,
        edits: inout JSONEdits
    ) throws(JSONError) -> Bool {
        guard thinking.kind == .object else { return true }
        let members = try JSON.members(of: thinking, in: document)
        var object = BedrockWalkedContainer(range: thinking.range, members: members)
        object.removing = removals(members, in: document, betas: &betas)
        let type = JSON.value("type", of: members, in: document)
        let name = type.flatMap { $0.kind == .string ? try? JSON.string($0, in: document) : nil }
        let budgets = members.indices.filter { JSON.matches(members[$0].key, "budget_tokens", in: document) }
        var isManual = name == "enabled"
        if let type, name == "enabled", !rules.capabilities.manualThinking {
            edits.replace(type, with: Array(#""adaptive""#.utf8))
            object.removing.formUnion(budgets)
            isManual = false
        } else if let type, name == "adaptive", !rules.capabilities.adaptiveThinking {
            guard let budget, !forbidsBudget else { return false }
            edits.replace(type, with: Array(#""enabled""#.utf8))
            object.removing.formUnion(budgets)
            object.adding.append(Array(#""budget_tokens":\#(budget)"#.utf8))
            isManual = true
        }
        if isManual, lostThinking { return false }
        if isManual { _ = betas.keep(BedrockBetaFlag.interleavedThinking) }
        object.apply(to: &edits)
        return true
    }

    /// The budget that stands for adaptive thinking; `nil` if the answer is too short for any.
    private var budget: Int? {
        guard let maxTokens, maxTokens > Self.budgetMinimum else { return nil }
        return min(Self.budgetLimit, maxTokens - 1)
    }

    private func removals(_ members: [JSONMember], in document: RawSpan, betas: inout BedrockBetaSelection) -> Set<Int>
    {
        var removing: Set<Int> = []
        for (index, member) in members.enumerated() {
            if JSON.matches(member.key, "display", in: document) {
                if !keepsDisplay(member.value, in: document, betas: &betas) { removing.insert(index) }
            } else if JSON.matches(member.key, "block_binding", in: document) {
                let isRefused = rules.adjustments.leavesOut("thinking.block_binding")
                if isRefused || !betas.keep(BedrockBetaFlag.thinkingBinding) { removing.insert(index) }
            }
        }
        return removing
    }

    private func keepsDisplay(_ value: JSONValue, in document: RawSpan, betas: inout BedrockBetaSelection) -> Bool {
        guard rules.capabilities.adaptiveThinking, !rules.adjustments.leavesOut("thinking.display") else {
            return false
        }
        guard value.kind == .string, (try? JSON.string(value, in: document)) == "updates" else { return true }
        return betas.keep(BedrockBetaFlag.thinkingUpdates)
    }
}
