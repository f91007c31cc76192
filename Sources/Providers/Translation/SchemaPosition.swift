/// What a member of a JSON Schema holds: only schemas are cleaned, so that a property named `default` stays.
///
/// - Note: Source: JSON Schema 2020-12 and draft 7 (https://json-schema.org/specification, seen 2026-11-22).
enum SchemaPosition {
    /// A schema.
    case schema
    /// Schemas by names of the client's.
    case named
    /// A list of schemas.
    case list
    /// A schema or a list of them.
    case schemaOrList
    /// Anything else.
    case data

    init(key: String) {
        switch key {
        case "additionalProperties", "unevaluatedProperties", "not", "contains", "propertyNames", "if", "then", "else",
            "additionalItems", "unevaluatedItems":
            self = .schema
        case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions": self = .named
        case "anyOf", "oneOf", "allOf", "prefixItems": self = .list
        case "items": self = .schemaOrList
        default: self = .data
        }
    }
}
