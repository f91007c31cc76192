/// Applies clean-ups to one schema.
struct SchemaCleaner {
    /// Most schemas that come out of one; inlining could multiply without end.
    ///
    /// The largest schemas of tools seen have some hundreds.
    private static let schemaLimit = 20_000

    let rules: SchemaRules
    let root: SchemaNode
    private var count = 0
    /// The references that are being inlined.
    private var path: [String] = []

    init(rules: SchemaRules, root: SchemaNode) {
        self.rules = rules
        self.root = root
    }

    /// The whole schema.
    mutating func cleanedRoot() -> SchemaNode {
        var top = root
        if rules.contains(.mergedTop) { top = SchemaMerge(root: root).merged(root) }
        let cleaned = cleaned(top, depth: 0)
        guard rules.contains(.objectAtTop) else { return cleaned }
        return Self.asObject(cleaned)
    }

    /// The type of arguments is always `object`, whatever a client writes there.
    private static func asObject(_ schema: SchemaNode) -> SchemaNode {
        var members = schema.members ?? []
        if schema["type"]?.string != "object" {
            members.removeAll { $0.key == "type" }
            members.insert(SchemaNode.Member(key: "type", value: .string("object")), at: 0)
        }
        if schema["properties"]?.members == nil { members.set("properties", .object([])) }
        return .object(members)
    }

    /// A schema; calls itself for those inside, no deeper than ``SchemaNode/depthLimit``.
    private mutating func cleaned(_ schema: SchemaNode, depth: Int) -> SchemaNode {
        count += 1
        guard count <= Self.schemaLimit, depth < SchemaNode.depthLimit else { return .object([]) }
        switch schema {
        case .boolean(let accepts) where rules.contains(.objectsForBooleans):
            return .object(accepts ? [] : [SchemaNode.Member(key: "not", value: .object([]))])
        case .object(let members):
            if rules.contains(.inlinedReferences), let name = schema["$ref"]?.string {
                return inlined(name, members, depth: depth)
            }
            return cleaned(members, of: schema, depth: depth)
        case .boolean, .array, .string, .literal: return schema
        }
    }

    // MARK: References

    /// What a reference names, with the members beside the reference in front of its own.
    ///
    /// A reference inside of what it names, and one that names nothing here, become a schema that says less.
    private mutating func inlined(_ name: String, _ members: [SchemaNode.Member], depth: Int) -> SchemaNode {
        var merged = members.filter { $0.key != "$ref" }
        let target = SchemaPointer.resolve(name, in: root)
        guard let target, !path.contains(name) else {
            if let type = target?["type"], !merged.contains(where: { $0.key == "type" }) {
                merged.append(SchemaNode.Member(key: "type", value: type))
            }
            return cleaned(merged, of: .object(merged), depth: depth)
        }
        path.append(name)
        defer { path.removeLast() }
        guard let inner = target.members, !merged.isEmpty else { return cleaned(target, depth: depth + 1) }
        for member in inner where !merged.contains(where: { $0.key == member.key }) { merged.append(member) }
        return cleaned(.object(merged), depth: depth + 1)
    }

    // MARK: Members

    private mutating func cleaned(
        _ members: [SchemaNode.Member],
        of schema: SchemaNode,
        depth: Int
    ) -> SchemaNode {
        var result: [SchemaNode.Member] = []
        result.reserveCapacity(members.count + 1)
        for member in members where keeps(member) {
            guard let value = value(of: member, of: schema, depth: depth) else { continue }
            result.append(SchemaNode.Member(key: member.key, value: value))
        }
        if rules.contains(.itemsInArrays), schema.hasType("array"), schema["items"] == nil,
            schema["prefixItems"] == nil
        {
            result.append(SchemaNode.Member(key: "items", value: .object([])))
        }
        return .object(result)
    }

    private mutating func value(of member: SchemaNode.Member, of schema: SchemaNode, depth: Int) -> SchemaNode? {
        switch (SchemaPosition(key: member.key), member.value) {
        case (.named, .object(let inner)):
            return .object(inner.map { SchemaNode.Member(key: $0.key, value: cleaned($0.value, depth: depth + 1)) })
        case (.list, .array(let inner)), (.schemaOrList, .array(let inner)):
            return .array(inner.map { cleaned($0, depth: depth + 1) })
        case (.schema, .boolean): return member.value  // `false` closes an object; it is no schema of a value.
        case (.schema, let inner), (.schemaOrList, let inner): return cleaned(inner, depth: depth + 1)
        case (.named, _), (.list, _): return member.value
        case (.data, _): return data(member, of: schema)
        }
    }

    private func data(_ member: SchemaNode.Member, of schema: SchemaNode) -> SchemaNode? {
        switch member.key {
        case "type":
            guard rules.contains(.singleTypes), let types = member.value.elements else { return member.value }
            return types.first { $0.string != "null" } ?? types.first
        case "required":
            guard rules.contains(.knownRequired), let names = member.value.elements else { return member.value }
            let known = Set(schema["properties"]?.members?.map(\.key) ?? [])
            let kept = names.filter { $0.string.map(known.contains) == true }
            return kept.isEmpty ? nil : .array(kept)
        default: return member.value
        }
    }

    /// Whether a member stays at all.
    private func keeps(_ member: SchemaNode.Member) -> Bool {
        switch member.key {
        case "$schema", "$id", "$comment": !rules.contains(.withoutAnnotations)
        case "$defs", "definitions": !rules.contains(.inlinedReferences)
        case "format":
            !rules.contains(.withoutFormats) || member.value.string == "date-time" || member.value.string == "enum"
        case "pattern":
            !rules.contains(.withoutBounds)
                && !(rules.contains(.withoutLookAround) && Self.looksAround(member.value.string ?? ""))
        case "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
            "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "default", "examples":
            !rules.contains(.withoutBounds)
        case "additionalProperties":
            !rules.contains(.withoutAdditionalProperties)
                && !(rules.contains(.withoutEmptyAdditionalProperties) && member.value.isEmptyObject)
        case "enum":
            !rules.contains(.stringEnums) || member.value.elements?.allSatisfy { $0.string != nil } == true
        default: true
        }
    }

    /// `(?=`, `(?!`, `(?<=` and `(?<!`.
    private static func looksAround(_ pattern: String) -> Bool {
        ["(?=", "(?!", "(?<=", "(?<!"].contains { pattern.contains($0) }
    }
}
