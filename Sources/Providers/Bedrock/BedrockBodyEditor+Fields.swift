import JSONBytes
import MessagesAPI
import NIOCore

extension BedrockBodyEditor {
    /// Fits the fields to the model whose value decides, and lets their beta flags come or go with them.
    mutating func editFields(in document: RawSpan) throws(JSONError) {
        noteBetas()
        if let limit = rules.adjustments.outputLimit, let value = value("max_tokens"), request.maxTokens ?? 0 > limit {
            blocks.edits.replace(value, with: Array("\(limit)".utf8))
        }
        try editToolChoice(in: document)
        try editOutputConfig(defaultEffort: try editThinking(in: document), in: document)
        if let field = value("context_management") {
            let stays = try BedrockContextManagementEdit.edit(field, in: document, betas: &betas, edits: &blocks.edits)
            if !stays { omit("context_management") }
        }
        if let safeguards = value("safeguards") {
            if safeguards.kind == .null || !betas.require(BedrockBetaFlag.dangerousToolUse) { omit("safeguards") }
        }
    }

    /// - Returns: The effort that stands for a budget which the model does not take.
    private mutating func editThinking(in document: RawSpan) throws(JSONError) -> String? {
        guard let thinking = value("thinking") else { return nil }
        let edit = thinkingEdit(in: document)
        switch try edit.edit(thinking, in: document, betas: &betas, edits: &blocks.edits) {
        case .stays: return nil
        case .becameAdaptive(let effort): return effort
        case .goes:
            omit("thinking")
            betas.drop(BedrockBetaFlag.thinkingBinding)
            betas.drop(BedrockBetaFlag.thinkingUpdates)
            return nil
        }
    }

    private mutating func editOutputConfig(defaultEffort: String?, in document: RawSpan) throws(JSONError) {
        let edit = BedrockOutputConfigEdit(rules: rules, defaultEffort: defaultEffort)
        if let config = value("output_config") {
            if try !edit.edit(config, in: document, betas: &betas, edits: &blocks.edits) { omit("output_config") }
        } else if let effort = edit.addedEffort, !rules.adjustments.leavesOut("output_config") {
            root.adding.append(Array(#""output_config":{"#.utf8) + effort + [UInt8(ascii: "}")])
        } else {
            return
        }
        if edit.addedEffort != nil { _ = betas.keep(BedrockBetaFlag.effort) }
    }

    /// Marks the flags that blocks and tools need.
    private mutating func noteBetas() {
        if !rules.keepsToolSearch { betas.drop(BedrockBetaFlag.toolSearch) }
        for flag in tools.betaFlags.sorted() { _ = betas.require(flag) }
        if blocks.holdsToolSearch { _ = betas.require(BedrockBetaFlag.toolSearch) }
        if blocks.holdsCompaction { _ = betas.keep(BedrockBetaFlag.compaction) }
        if messages.holdsToolChanges { _ = betas.keep(BedrockBetaFlag.systemTurnToolChanges) }
        if messages.holdsTurnOutputConfig { _ = betas.keep(BedrockBetaFlag.systemTurnOutputConfig) }
        if messages.holdsTurnOutputConfig || messages.holdsTurnClearing {
            _ = betas.keep(BedrockBetaFlag.perTurnControl)
        }
    }

    private func thinkingEdit(in document: RawSpan) -> BedrockThinkingEdit {
        BedrockThinkingEdit(
            rules: rules,
            maxTokens: request.maxTokens.map { min($0, rules.adjustments.outputLimit ?? $0) },
            forbidsBudget: messages.lacksThinkingInToolLoop || forcesTool(in: document),
            lostThinking: messages.lostThinkingInToolLoop
        )
    }

    private func forcesTool(in document: RawSpan) -> Bool {
        guard let choice = value("tool_choice"), let type = text("type", of: choice, in: document) else { return false }
        return type == "any" || type == "tool"
    }

    /// Lets the model choose where the tool it was told to use is gone.
    private mutating func editToolChoice(in document: RawSpan) throws(JSONError) {
        guard let choice = value("tool_choice"), let name = text("name", of: choice, in: document),
            text("type", of: choice, in: document) == "tool", tools.removedNames.contains(name)
        else { return }
        let members = try JSON.members(of: choice, in: document)
        if let type = JSON.value("type", of: members, in: document) {
            blocks.edits.replace(type, with: Array(#""auto""#.utf8))
        }
        let names = members.indices.filter { JSON.matches(members[$0].key, "name", in: document) }
        blocks.edits.edit(choice, members: members, removing: Set(names))
    }

    private func text(_ name: StaticString, of object: JSONValue, in document: RawSpan) -> String? {
        guard object.kind == .object, let members = try? JSON.members(of: object, in: document),
            let value = JSON.value(name, of: members, in: document), value.kind == .string
        else { return nil }
        return try? JSON.string(value, in: document)
    }

    /// The flags in a body that was written for Bedrock: `anthropic_beta`, an array or a list with commas.
    static func betasInBody(of request: MessagesRequest) -> [String] {
        guard let value = request.value("anthropic_beta") else { return [] }
        let document = request.body.readableBytesSpan
        let elements = value.kind == .array ? (try? JSON.elements(of: value, in: document)) ?? [] : [value]
        let texts = elements.compactMap { $0.kind == .string ? try? JSON.string($0, in: document) : nil }
        return texts.flatMap { text in text.split { $0 == "," || $0 == " " }.map(String.init) }
    }
}
