import JSONBytes
package import NIOCore

/// Cleans a JSON Schema for a server that takes less than the whole language.
package enum ToolSchema {
    /// The schema of a tool's arguments after the clean-ups, which then is an object's at the top.
    ///
    /// The result depends on nothing but the arguments. White space is gone; order and spelling stay.
    package static func cleaned(_ schema: ByteBuffer, by rules: SchemaRules) -> [UInt8] {
        let document = Array(schema.readableBytesView)
        guard !rules.isEmpty, let root = SchemaNode(document) else { return document }
        var cleaner = SchemaCleaner(rules: rules, root: root)
        var json = JSONWriter(capacity: schema.readableBytes + 32)
        cleaner.cleanedRoot().write(to: &json)
        return json.bytes
    }

    /// Whether a schema is good for `strict: true`: every object of it is closed and asks for all its properties.
    ///
    /// - Note: Source: structured outputs (https://platform.openai.com/docs/guides/structured-outputs, seen 2026-11-22).
    package static func qualifiesForStrict(_ schema: ByteBuffer) -> Bool {
        guard let root = SchemaNode(Array(schema.readableBytesView)), root.hasType("object") else { return false }
        return isStrict(root)
    }

    /// Calls itself for schemas inside, as deep as ``SchemaNode/depthLimit``.
    private static func isStrict(_ schema: SchemaNode) -> Bool {
        guard let members = schema.members else { return false }
        if schema["properties"] != nil || schema.hasType("object") {
            guard case .boolean(false) = schema["additionalProperties"] else { return false }
            let required = Set(schema["required"]?.elements?.compactMap(\.string) ?? [])
            for property in schema["properties"]?.members ?? [] where !required.contains(property.key) { return false }
        }
        for member in members {
            switch (SchemaKeyword(member.key), member.value) {
            case (.schema, let inner): guard isStrict(inner) else { return false }
            case (.named, .object(let inner)), (.definitions, .object(let inner)):
                guard inner.allSatisfy({ isStrict($0.value) }) else { return false }
            case (.list, .array(let inner)), (.schemaOrList, .array(let inner)):
                guard inner.allSatisfy(isStrict) else { return false }
            case (.schemaOrList, let inner): guard isStrict(inner) else { return false }
            case (.named, _), (.definitions, _), (.list, _): return false
            case (.additionalProperties, _), (.annotation, _), (.type, _), (.required, _), (.format, _), (.pattern, _),
                (.enumeration, _), (.bound, _), (.other, _):
                break
            }
        }
        return true
    }
}
