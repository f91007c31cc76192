/// Applies clean-ups to one schema.
struct SchemaCleaner {
    /// Most schemas that come out of one; inlining could multiply without end.
    ///
    /// The largest schemas of tools seen have some hundreds.
    private static let schemaLimit = 20_000
    /// Most bytes that references may add to a schema by what they name (256 KiB).
    ///
    /// The largest schemas of tools seen have some tens of kilobytes with all that.
    private static let inliningLimit = 256 * 1024
    /// Most members that are looked through for what references name; a thousand references to a thousand definitions.
    private static let lookupLimit = 1_000_000

    let rules: SchemaRules
    let root: SchemaNode
    private var count = 0
    private var lookups = SchemaBudget(lookupLimit)
    private var inlining = SchemaBudget(inliningLimit)
    /// The references that are being inlined.
    private var path: [String] = []

    init(rules: SchemaRules, root: SchemaNode) {
        self.rules = rules
        self.root = root
    }

    /// The whole schema.
    mutating func cleanedRoot() -> SchemaNode {
        var top = root
        if rules.contains(.mergedTop) {
            var merge = SchemaMerge(root: root)
            top = merge.merged(root)
        }
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
        case .boolean, .array, .string, .quoted, .literal: return schema
        }
    }

    // MARK: References

    /// What a reference names, with the members beside the reference in front of its own.
    ///
    /// A reference inside of what it names, one that names nothing here, and one too many become a schema that says less.
    private mutating func inlined(_ name: String, _ members: [SchemaNode.Member], depth: Int) -> SchemaNode {
        var merged = members.filter { $0.key != "$ref" }
        let target = SchemaPointer.resolve(name, in: root, budget: &lookups)
        guard let target, !path.contains(name), inlining.spend(target.size) else {
            if let type = target?["type"], !merged.contains(where: { $0.key == "type" }) {
                merged.append(SchemaNode.Member(key: "type", value: type))
            }
            return cleaned(merged, of: .object(merged), depth: depth)
        }
        path.append(name)
        defer { path.removeLast() }
        guard let inner = target.members, !merged.isEmpty else { return cleaned(target, depth: depth + 1) }
        let beside = Set(merged.map(\.key))
        merged += inner.filter { !beside.contains($0.key) }
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
        for member in members {
            let keyword = SchemaKeyword(member.key)
            guard keeps(member, keyword), let value = value(of: member, keyword, of: schema, depth: depth) else {
                continue
            }
            result.append(SchemaNode.Member(key: member.key, value: value))
        }
        if rules.contains(.itemsInArrays), schema.hasType("array"), schema["items"] == nil,
            schema["prefixItems"] == nil
        {
            result.append(SchemaNode.Member(key: "items", value: .object([])))
        }
        return .object(result)
    }

    private mutating func value(
        of member: SchemaNode.Member,
        _ keyword: SchemaKeyword,
        of schema: SchemaNode,
        depth: Int
    ) -> SchemaNode? {
        switch (keyword, member.value) {
        case (.named, .object(let inner)), (.definitions, .object(let inner)):
            return .object(inner.map { SchemaNode.Member(key: $0.key, value: cleaned($0.value, depth: depth + 1)) })
        case (.list, .array(let inner)), (.schemaOrList, .array(let inner)):
            return .array(inner.map { cleaned($0, depth: depth + 1) })
        case (.additionalProperties, .boolean): return member.value  // It closes or opens an object; it is no schema.
        case (.schema, let inner), (.additionalProperties, let inner), (.schemaOrList, let inner):
            return cleaned(inner, depth: depth + 1)
        case (.type, .array(let types)) where rules.contains(.singleTypes):
            return types.first { $0.string != "null" } ?? types.first
        case (.required, .array(let names)) where rules.contains(.knownRequired):
            let known = schema["properties"]?.members ?? []
            let kept = known.count < 16 ? Self.named(names, in: known) : Self.named(names, inLarge: known)
            return kept.isEmpty ? nil : .array(kept)
        case (.named, _), (.definitions, _), (.list, _), (.type, _), (.required, _), (.annotation, _), (.format, _),
            (.pattern, _), (.enumeration, _), (.bound, _), (.other, _):
            return member.value
        }
    }

    private static func named(_ names: [SchemaNode], in properties: [SchemaNode.Member]) -> [SchemaNode] {
        names.filter { name in
            guard let name = name.string else { return false }
            return properties.contains { $0.key == name }
        }
    }

    private static func named(_ names: [SchemaNode], inLarge properties: [SchemaNode.Member]) -> [SchemaNode] {
        let known = Set(properties.map(\.key))
        return names.filter { $0.string.map(known.contains) == true }
    }

    /// Whether a member stays at all.
    private func keeps(_ member: SchemaNode.Member, _ keyword: SchemaKeyword) -> Bool {
        switch keyword {
        case .annotation: !rules.contains(.withoutAnnotations)
        case .definitions: !rules.contains(.inlinedReferences)
        case .format: !rules.contains(.withoutFormats) || ["date-time", "enum"].contains(member.value.string)
        case .pattern:
            !rules.contains(.withoutBounds)
                && !(rules.contains(.withoutLookAround) && Self.looksAround(member.value.string ?? ""))
        case .bound: !rules.contains(.withoutBounds)
        case .additionalProperties:
            !rules.contains(.withoutAdditionalProperties)
                && !(rules.contains(.withoutEmptyAdditionalProperties) && member.value.isEmptyObject)
        case .enumeration: !rules.contains(.stringEnums) || member.value.elements?.allSatisfy(\.isString) == true
        case .schema, .named, .list, .schemaOrList, .type, .required, .other: true
        }
    }

    /// `(?=`, `(?!`, `(?<=` and `(?<!`.
    private static func looksAround(_ pattern: String) -> Bool {
        ["(?=", "(?!", "(?<=", "(?<!"].contains { pattern.contains($0) }
    }
}
