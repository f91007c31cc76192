import JSONBytes

extension BedrockMessagesEditor {
    /// Puts a `system` turn where the model takes it: behind `system`, in its place, or in a user's mouth.
    mutating func takeSystemTurn(_ turn: BedrockTurn, in document: RawSpan) {
        if !hasBegun {
            leadingSystem += systemBlocks(of: turn, in: document)
            list.removing.insert(turn.index)
        } else if !openCalls.isEmpty {
            held.append(turn)
        } else if !rules.keepsSystemTurns || followsShortenedTurn {
            // In its place and not behind `system`: text that comes and goes at the front would spoil the prompt cache.
            becomeUserTurn(turn, in: document)
        } else {
            keepSystemTurn(turn)
        }
    }

    private mutating func keepSystemTurn(_ turn: BedrockTurn) {
        if turn.isEmptied {
            list.removing.insert(turn.index)
            return
        }
        var turn = turn
        if let content = turn.content { holdsToolChanges = holdsToolChanges || !content.toolChanges.isEmpty }
        if rules.keepsTurnOutputConfig {
            holdsTurnOutputConfig = holdsTurnOutputConfig || !turn.outputConfig.isEmpty
        } else {
            turn.object.removing.formUnion(turn.outputConfig)
        }
        if rules.keepsTurnClearing {
            holdsTurnClearing = holdsTurnClearing || !turn.clearing.isEmpty
        } else {
            turn.object.removing.formUnion(turn.clearing)
        }
        keep(turn)
    }

    /// Lets the user say what a `system` turn says.
    mutating func becomeUserTurn(_ turn: BedrockTurn, in document: RawSpan) {
        var turn = turn
        if let content = turn.content { turn.content?.list.removing.formUnion(content.toolChanges) }
        let saysNothing = turn.content?.list.items.isEmpty == true || turn.text?.range.count == 2
        if turn.isEmptied || saysNothing {
            list.removing.insert(turn.index)
            return
        }
        if let role = turn.roleValue { blocks.edits.replace(role, with: Array(#""user""#.utf8)) }
        turn.object.removing.formUnion(turn.outputConfig.union(turn.clearing))
        keep(turn)
    }

    /// The text blocks of a `system` turn that goes elsewhere, ready to be sent.
    func systemBlocks(of turn: BedrockTurn, in document: RawSpan) -> [[UInt8]] {
        if let text = turn.text { return text.range.count > 2 ? [BedrockBlock.text(text, in: document)] : [] }
        guard let content = turn.content else { return [] }
        let staying = content.list.items.indices.filter {
            !content.list.removing.contains($0) && !content.toolChanges.contains($0)
        }
        return staying.map { BedrockContentEditor.edited(content.list.items[$0], rules: rules, in: document) }
    }
}

extension BedrockContentEditor {
    /// A block by itself, with the changes it needs.
    static func edited(_ block: Range<Int>, rules: BedrockBodyRules, in document: RawSpan) -> [UInt8] {
        // The walk is for lists, so the block is walked through as the only one of its list.
        let list = [UInt8(ascii: "[")] + document.array(block) + [UInt8(ascii: "]")]
        let span = list.span.bytes
        guard let outline = try? JSONOutline(span) else { return document.array(block) }
        var reader = JSONOutlineReader(outline, of: span)
        var editor = BedrockContentEditor(rules: rules)
        guard (try? editor.content(&reader, in: span)) != nil else { return document.array(block) }
        return Array(editor.edits.apply(to: span).dropFirst().dropLast())
    }

    /// The last place for a cache breakpoint in a list of blocks; `nil` if it has none.
    static func place(inList list: [UInt8], rules: BedrockBodyRules) -> BedrockBreakpointPlace? {
        let span = list.span.bytes
        guard let outline = try? JSONOutline(span) else { return nil }
        var reader = JSONOutlineReader(outline, of: span)
        var editor = BedrockContentEditor(rules: rules)
        return try? editor.content(&reader, in: span).breakpointPlace
    }
}
