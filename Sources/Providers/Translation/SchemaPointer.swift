/// Finds what a `$ref` names inside of the same schema.
///
/// - Note: Source: RFC 6901, JSON Pointer (https://www.rfc-editor.org/rfc/rfc6901).
enum SchemaPointer {
    /// The schema; `nil` for an address elsewhere, where there is nothing, and once the budget is spent.
    ///
    /// Costs as many steps as members are looked through at most.
    static func resolve(_ reference: String, in root: SchemaNode, budget: inout SchemaBudget) -> SchemaNode? {
        guard reference.hasPrefix("#") else { return nil }
        var node = root
        for part in reference.dropFirst().split(separator: "/") {
            guard budget.spend(1 + (node.members?.count ?? 0)) else { return nil }
            let key = unescaped(part)
            if let inner = node[key] {
                node = inner
            } else if let elements = node.elements, let index = Int(key), elements.indices.contains(index) {
                node = elements[index]
            } else {
                return nil
            }
        }
        return node
    }

    /// `~1` stands for a slash and `~0` for a tilde.
    private static func unescaped(_ part: Substring) -> String {
        guard part.contains("~") else { return String(part) }
        var text = ""
        var isEscape = false
        for character in part {
            switch (isEscape, character) {
            case (true, "1"): text.append("/")
            case (true, "0"): text.append("~")
            case (true, _):
                text.append("~")
                text.append(character)
            case (false, "~"): break
            case (false, _): text.append(character)
            }
            isEscape = !isEscape && character == "~"
        }
        return text
    }
}
