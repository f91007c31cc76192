import JSONBytes

/// Fits `thinking` to the model.
struct BedrockThinkingEdit {
    /// Largest budget that is put in the place of adaptive thinking, in tokens: what Claude Code asks of older models.
    private static let budgetLimit = 31_999
    /// Smallest budget the API takes, in tokens.
    private static let budgetMinimum = 1_024
    /// Budgets below these, in tokens, stand for less than the effort that models make by themselves, `high`.
    ///
    /// Source: thresholds of LiteLLM 1.109.1, seen 2026-11-22.
    private static let lowBudget = 2_048
    private static let mediumBudget = 4_096

    let rules: BedrockBodyRules
    /// `max_tokens`, which a budget must stay below.
    let maxTokens: Int?
    /// Manual thinking would be refused: a tool is forced, or the open tool loop has no thinking block to begin with.
    let forbidsBudget: Bool
    /// The thinking block that an open tool loop began with was of no use here, so manual thinking would be refused.
    let lostThinking: Bool

    /// What becomes of the field.
    enum Outcome {
        case stays
        case goes
        /// Adaptive thinking stays in a budget's place; the effort says how much thinking it stood for.
        case becameAdaptive(effort: String?)
    }

    /// Notes the changes.
    func edit(
        _ thinking: JSONValue,
        in document: RawSpan,
        betas: inout BedrockBetaSelection,
        edits: inout JSONEdits
    ) throws(JSONError) -> Outcome {
        guard thinking.kind == .object else { return .stays }
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
            if showsThinking(object, members, in: document) { object.adding.append(Array(Self.summarized.utf8)) }
            object.apply(to: &edits)
            return .becameAdaptive(effort: budgets.last.flatMap { effort(for: members[$0].value, in: document) })
        } else if let type, name == "adaptive", !rules.capabilities.adaptiveThinking {
            guard let budget, !forbidsBudget else { return .goes }
            edits.replace(type, with: Array(#""enabled""#.utf8))
            object.removing.formUnion(budgets)
            object.adding.append(Array(#""budget_tokens":\#(budget)"#.utf8))
            isManual = true
        }
        if isManual, lostThinking { return .goes }
        if name == "enabled", rules.adjustments.outputLimit != nil, let last = budgets.last {
            guard limit(members[last].value, in: document, edits: &edits) else { return .goes }
        }
        if isManual { _ = betas.keep(BedrockBetaFlag.interleavedThinking) }
        object.apply(to: &edits)
        return .stays
    }

    /// Lowers a budget that a lowered `max_tokens` has no room for.
    /// - Returns: Whether any budget has room.
    private func limit(_ sent: JSONValue, in document: RawSpan, edits: inout JSONEdits) -> Bool {
        var reader = JSONReader(document.extracting(sent.range))
        guard let maxTokens, let tokens = try? reader.integer(), tokens >= maxTokens else { return true }
        guard let budget else { return false }
        edits.replace(sent, with: Array("\(budget)".utf8))
        return true
    }

    private static let summarized = #""display":"summarized""#

    /// Whether the model has to be told to show its thinking: those with budgets do it by themselves, newer ones do not.
    private func showsThinking(
        _ object: BedrockWalkedContainer,
        _ members: [JSONMember],
        in document: RawSpan
    ) -> Bool {
        guard !rules.adjustments.leavesOut("thinking.display") else { return false }
        return !members.indices.contains {
            !object.removing.contains($0) && JSON.matches(members[$0].key, "display", in: document)
        }
    }

    /// The effort that a budget stands for; `nil` where it is what the model makes by itself.
    private func effort(for budget: JSONValue, in document: RawSpan) -> String? {
        var reader = JSONReader(document.extracting(budget.range))
        guard let tokens = try? reader.integer() else { return nil }
        if tokens < Self.lowBudget { return "low" }
        return tokens < Self.mediumBudget ? "medium" : nil
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
