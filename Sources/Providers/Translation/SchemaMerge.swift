/// Makes one object of a schema whose top is a choice or a combination of several.
///
/// The result takes whatever the original takes, and more: what only some of the choices have is optional.
struct SchemaMerge {
    /// Deepest nesting of choices that are merged.
    private static let depthLimit = 4
    /// Most members of choices that are looked at, as choices that refer to each other multiply.
    ///
    /// What comes after them stays as it is. The largest seen have some hundreds.
    private static let memberLimit = 100_000

    let root: SchemaNode
    private var budget = SchemaBudget(memberLimit)

    init(root: SchemaNode) { self.root = root }

    /// The schema without `anyOf`, `oneOf` and `allOf` at its top.
    mutating func merged(_ schema: SchemaNode) -> SchemaNode { merged(schema, depth: 0) }

    private mutating func merged(_ schema: SchemaNode, depth: Int) -> SchemaNode {
        guard depth < Self.depthLimit else { return schema }
        let schema = resolved(schema)
        guard budget.spend(Self.cost(of: schema)) else { return schema }
        let hasChoices = schema["anyOf"] != nil || schema["oneOf"] != nil || schema["allOf"] != nil
        guard hasChoices, let members = schema.members else { return schema }
        var result = members.filter { !["anyOf", "oneOf", "allOf"].contains($0.key) }
        var properties = schema["properties"]?.members ?? []
        var required = names(schema["required"])
        var isOpen = false
        for key in ["allOf", "anyOf", "oneOf"] {
            let branches = (schema[key]?.elements ?? []).map { merged($0, depth: depth + 1) }
            guard !branches.isEmpty else { continue }
            var known = Set(properties.map(\.key))
            for branch in branches {
                for property in branch["properties"]?.members ?? [] where known.insert(property.key).inserted {
                    properties.append(property)
                }
            }
            let demands = branches.map { names($0["required"]) }
            required += key == "allOf" ? demands.flatMap(\.self) : common(demands)
            isOpen = true
        }
        // An object that was closed without the choices' properties would refuse them.
        if isOpen { result.removeAll { $0.key == "additionalProperties" } }
        result.set("type", .string("object"))
        result.set("properties", .object(properties))
        if !required.isEmpty { result.set("required", .array(unique(required).map { .string($0) })) }
        return .object(result)
    }

    /// The members and choices that merging looks at.
    private static func cost(of schema: SchemaNode) -> Int {
        ["allOf", "anyOf", "oneOf", "required"].reduce(1 + (schema.members?.count ?? 0)) { cost, key in
            cost + (schema[key]?.elements?.count ?? 0)
        } + (schema["properties"]?.members?.count ?? 0)
    }

    /// What a reference at the top names, with the members beside it.
    private mutating func resolved(_ schema: SchemaNode) -> SchemaNode {
        guard let name = schema["$ref"]?.string,
            let inner = SchemaPointer.resolve(name, in: root, budget: &budget)?.members, budget.spend(inner.count),
            let beside = schema.members?.filter({ $0.key != "$ref" })
        else { return schema }
        let keys = Set(beside.map(\.key))
        return .object(beside + inner.filter { !keys.contains($0.key) })
    }

    private func names(_ list: SchemaNode?) -> [String] { list?.elements?.compactMap(\.string) ?? [] }

    /// The names that all lists have, in the order of the first.
    private func common(_ lists: [[String]]) -> [String] {
        let sets = lists.dropFirst().map(Set.init)
        return (lists.first ?? []).filter { name in sets.allSatisfy { $0.contains(name) } }
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
