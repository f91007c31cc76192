import JSONBytes
import MessagesAPI

extension MessagesBodyEditor {
    /// Takes out of the history what this upstream refuses, where there is any.
    mutating func editHistory(in document: RawSpan) throws(JSONError) {
        let outline = request.outline
        guard let messages = outline.value("messages", in: outline.root, of: document),
            outline.kind(messages) == .array
        else { return }
        let isManual = try thinkingType(in: document) == "enabled"
        let tracksLoop = (isClaude && isManual) || (!isClaude && changes.withoutReasoning)
        // What can be in need of a change has one of these words as its type; most histories have neither.
        let mayThink =
            outline.holds("thinking", in: messages, of: document)
            || outline.holds("redacted_thinking", in: messages, of: document)
        guard mayThink || tracksLoop || changes.withoutSystemTurns else { return }
        var history = MessagesHistoryEdit(
            takes: changes.withoutReasoning ? .none : (isClaude ? .signedByAnthropic : .notOurs),
            tracksLoop: tracksLoop,
            withoutSystemTurns: changes.withoutSystemTurns
        )
        history.edit(messages, of: outline, in: document, edits: &edits)
        omissions.note(history.omissions.names)
        let mustNotThink = isClaude ? history.lacksThinkingInToolLoop : history.lacksThinking
        if tracksLoop, mustNotThink { try switchThinkingOff(in: document) }
    }

    private func thinkingType(in document: RawSpan) throws(JSONError) -> String? {
        guard let thinking = member("thinking", in: document)?.value, thinking.kind == .object else { return nil }
        let members = try JSON.members(of: thinking, in: document)
        return JSON.value("type", of: members, in: document).flatMap { document.text(of: $0) }
    }

    /// Switches thinking off for this request, with what may not stay without it.
    private mutating func switchThinkingOff(in document: RawSpan) throws(JSONError) {
        omissions.note("thinking")
        replaceThinking(with: Array(#"{"type":"disabled"}"#.utf8), in: document)
        guard let field = member("context_management", in: document)?.value, field.kind == .object else { return }
        let members = try JSON.members(of: field, in: document)
        guard let list = JSON.value("edits", of: members, in: document), list.kind == .array else { return }
        let elements = try JSON.elements(of: list, in: document)
        var clearing: Set<Int> = []
        for (index, element) in elements.enumerated() where element.kind == .object {
            let members = try JSON.members(of: element, in: document)
            let type = JSON.value("type", of: members, in: document).flatMap { document.text(of: $0) }
            // "`clear_thinking_20251015` strategy requires `thinking` to be enabled", seen in
            // https://github.com/anthropics/claude-code/issues/11971.
            if type?.hasPrefix("clear_thinking_") == true { clearing.insert(index) }
        }
        guard !clearing.isEmpty else { return }
        if clearing.count == elements.count {
            remove("context_management", in: document)
        } else {
            edits.edit(list, elements: elements, removing: clearing)
        }
    }
}
