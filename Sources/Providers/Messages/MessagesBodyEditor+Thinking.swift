import JSONBytes
import MessagesAPI

extension MessagesBodyEditor {
    /// Takes out of the history what this upstream refuses, where there is any.
    mutating func editHistory(in document: RawSpan) throws(JSONError) {
        guard let messages = member("messages", in: document)?.value, messages.kind == .array else { return }
        let isManual = try thinkingType(in: document) == "enabled"
        let tracksLoop = (isClaude && isManual) || (!isClaude && changes.withoutReasoning)
        // What can be in need of a change has this word as its type; most histories have not.
        let mayThink = document.extracting(messages.range).holdsThinkingWord
        guard mayThink || tracksLoop || changes.withoutSystemTurns else { return }
        var history = MessagesHistoryEdit(
            takes: changes.withoutReasoning ? .none : (isClaude ? .signedByAnthropic : .notOurs),
            tracksLoop: tracksLoop,
            withoutSystemTurns: changes.withoutSystemTurns
        )
        try history.edit(messages, in: document, edits: &edits)
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

extension RawSpan {
    /// Whether `thinking"` stands somewhere: the end of the type of every thinking block.
    var holdsThinkingWord: Bool {
        withUnsafeBytes { bytes in
            // The word has eight bytes, so one load finds it.
            let word = UInt64(littleEndian: 0x676E_696B_6E69_6874)
            let last = bytes.count - 9
            guard last >= 0 else { return false }
            for offset in 0...last where bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) == word {
                if bytes[offset + 8] == UInt8(ascii: "\"") { return true }
            }
            return false
        }
    }
}
