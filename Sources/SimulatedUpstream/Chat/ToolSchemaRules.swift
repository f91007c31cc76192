/// What OpenAI demands of a JSON Schema.
///
/// Source: the texts of `invalid_function_parameters` met in the field, and OpenAI's page on structured outputs; seen
/// 2026-11-22.
struct ToolSchemaRules {
    /// Deepest nesting that is looked at.
    private static let depthLimit = 64

    /// Every property required and no others allowed, at every level.
    let strict: Bool
    /// An object without `properties` is refused, as by OpenAI itself.
    var wantsProperties = true

    func complaint(about schema: ParsedJSON) -> String? {
        guard schema["type"]?.string == "object" else {
            let type = schema["type"]?.string ?? "None"
            return "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"\(type)\"'."
        }
        if schema["properties"]?.object == nil, strict || wantsProperties || schema["properties"] != nil {
            return "In context=(), object schema missing properties."
        }
        for key in ["anyOf", "oneOf", "allOf", "enum", "not"] where schema[key] != nil {
            return "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level."
        }
        return complaint(about: schema, context: [])
    }

    private func complaint(about schema: ParsedJSON, context: [String]) -> String? {
        guard context.count < Self.depthLimit else { return nil }
        let place = "In context=(\(context.map { "'\($0)'" }.joined(separator: ", ")))"
        if schema["type"]?.string == "array", schema["items"] == nil { return "\(place), array schema missing items." }
        if strict, schema["type"]?.string == "object", let text = openness(of: schema) { return "\(place), \(text)" }
        let properties = schema["properties"]?.object ?? [:]
        for name in properties.keys.sorted() {
            guard let property = properties[name] else { continue }
            if let text = complaint(about: property, context: context + ["properties", name]) { return text }
        }
        return schema["items"].flatMap { complaint(about: $0, context: context + ["items"]) }
    }

    private func openness(of schema: ParsedJSON) -> String? {
        guard schema["additionalProperties"]?.boolean == false else {
            return "'additionalProperties' is required to be supplied and to be false."
        }
        let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
        let missing = (schema["properties"]?.object ?? [:]).keys.sorted().first { !required.contains($0) }
        return missing.map {
            "'required' is required to be supplied and to be an array including every key in properties. Missing '\($0)'."
        }
    }
}
