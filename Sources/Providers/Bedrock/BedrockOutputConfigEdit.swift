import JSONBytes

/// Fits `output_config` to the model.
///
/// The schema of a structured output stays: nobody would miss it knowingly.
struct BedrockOutputConfigEdit {
    let rules: BedrockBodyRules
    /// The effort to ask for where the client names none.
    let defaultEffort: String?

    /// The effort as a member; `nil` where there is none to ask for.
    var addedEffort: [UInt8]? {
        guard let defaultEffort, rules.capabilities.effort != .none else { return nil }
        guard !rules.adjustments.leavesOut("output_config.effort") else { return nil }
        return Array(#""effort":"\#(defaultEffort)""#.utf8)
    }

    /// Notes the changes.
    /// - Returns: Whether the field stays.
    func edit(
        _ config: JSONValue,
        in document: RawSpan,
        betas: inout BedrockBetaSelection,
        edits: inout JSONEdits
    ) throws(JSONError) -> Bool {
        guard config.kind == .object else {
            guard config.kind == .null, let addedEffort else { return true }
            edits.replace(config, with: [UInt8(ascii: "{")] + addedEffort + [UInt8(ascii: "}")])
            return true
        }
        let members = try JSON.members(of: config, in: document)
        var object = BedrockWalkedContainer(range: config.range, members: members)
        if let addedEffort, JSON.value("effort", of: members, in: document) == nil { object.adding.append(addedEffort) }
        for (index, member) in members.enumerated() {
            if JSON.matches(member.key, "task_budget", in: document) {
                object.removing.insert(index)
            } else if JSON.matches(member.key, "effort", in: document) {
                switch effort(member.value, in: document, betas: &betas) {
                case .keep: break
                case .remove: object.removing.insert(index)
                case .replace(let bytes): edits.replace(member.value, with: bytes)
                }
            }
        }
        guard members.isEmpty || !object.isEmptied else { return false }
        object.apply(to: &edits)
        return true
    }

    private func effort(
        _ value: JSONValue,
        in document: RawSpan,
        betas: inout BedrockBetaSelection
    ) -> BedrockBlock.Action {
        if rules.adjustments.leavesOut("output_config.effort") { return .remove }
        let level = value.kind == .string ? try? JSON.string(value, in: document) : nil
        switch rules.capabilities.effort {
        case .none: return .remove
        case .upToHigh: guard betas.require(BedrockBetaFlag.effort) else { return .remove }
        case .withoutXHigh, .upToXHigh, .all: _ = betas.keep(BedrockBetaFlag.effort)
        }
        guard let level, let nearest = nearest(to: level) else { return .keep }
        return .replace(Array("\"\(nearest)\"".utf8))
    }

    /// The level to send for one that the model does not have; `nil` where it has it, or where we do not know it.
    private func nearest(to level: String) -> String? {
        switch (rules.capabilities.effort, level) {
        case (.upToHigh, "xhigh"), (.upToHigh, "max"): "high"
        case (.withoutXHigh, "xhigh"): "max"
        case (.upToXHigh, "max"): "xhigh"
        case (.none, _), (.upToHigh, _), (.withoutXHigh, _), (.upToXHigh, _), (.all, _): nil
        }
    }
}
