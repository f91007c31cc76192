import JSONBytes

/// Leaves those edits in `context_management` that Bedrock knows: an unknown one fails the request, and without them
/// nothing is lost but tokens.
enum BedrockContextManagementEdit {
    /// Notes the changes.
    /// - Returns: Whether the field stays.
    static func edit(
        _ field: JSONValue,
        in document: RawSpan,
        betas: inout BedrockBetaSelection,
        edits: inout JSONEdits
    ) throws(JSONError) -> Bool {
        guard field.kind == .object else { return false }
        let members = try JSON.members(of: field, in: document)
        guard let list = JSON.value("edits", of: members, in: document), list.kind == .array else { return false }
        let elements = try JSON.elements(of: list, in: document)
        var removing: Set<Int> = []
        for (index, element) in elements.enumerated() {
            guard let flag = betaFlag(of: element, in: document), betas.require(flag) else {
                removing.insert(index)
                continue
            }
        }
        guard removing.count < elements.count else { return false }
        edits.edit(list, elements: elements, removing: removing)
        return true
    }

    /// The flag an edit needs; `nil` for one that Bedrock refuses, such as `clear_thinking_20251015`.
    private static func betaFlag(of edit: JSONValue, in document: RawSpan) -> String? {
        guard edit.kind == .object, let members = try? JSON.members(of: edit, in: document),
            let type = JSON.value("type", of: members, in: document), type.kind == .string,
            let name = try? JSON.string(type, in: document)
        else { return nil }
        switch name {
        case "clear_tool_uses_20250919": return BedrockBetaFlag.contextManagement
        case "compact_20260112": return BedrockBetaFlag.compaction
        default: return nil
        }
    }
}
