import JSONBytes

/// Fits `output_config` to the model.
///
/// The schema of a structured output stays: nobody would miss it knowingly.
struct BedrockOutputConfigEdit {
    let rules: BedrockBodyRules

    /// Notes the changes.
    /// - Returns: Whether the field stays.
    func edit(
        _ config: JSONValue,
        in document: RawSpan,
        betas: inout BedrockBetaSelection,
        edits: inout JSONEdits
    ) throws(JSONError) -> Bool {
        guard config.kind == .object else { return true }
        let members = try JSON.members(of: config, in: document)
        var object = BedrockWalkedContainer(range: config.range, members: members)
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
