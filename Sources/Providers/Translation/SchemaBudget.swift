/// How much may still be done for one schema, whose references can ask for more than its length tells.
struct SchemaBudget {
    private var left: Int

    init(_ limit: Int) { left = limit }

    /// Takes `cost` off; `false` once there is not enough, and ever after.
    mutating func spend(_ cost: Int) -> Bool {
        guard left >= cost else {
            left = -1
            return false
        }
        left -= cost
        return true
    }
}

extension SchemaNode {
    /// About how many bytes the value has as JSON.
    ///
    /// Calls itself for what is inside, as deep as ``depthLimit``.
    var size: Int {
        switch self {
        case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.size }
        case .array(let elements): elements.reduce(2) { $0 + $1.size + 1 }
        case .quoted(let bytes), .literal(let bytes): bytes.count
        case .string(let text): text.utf8.count + 2
        case .boolean: 5
        }
    }
}
