/// What a member of a JSON Schema is, as far as clean-ups care.
///
/// Only schemas are cleaned, so that a property named `default` stays.
/// - Note: Source: JSON Schema 2020-12 and draft 7 (https://json-schema.org/specification, seen 2026-11-22).
enum SchemaKeyword: Sendable {
    /// A schema.
    case schema
    /// `additionalProperties`, a schema.
    case additionalProperties
    /// Schemas by names of the client's.
    case named
    /// `$defs` and `definitions`: schemas by names, there to be referred to.
    case definitions
    /// A list of schemas.
    case list
    /// `items`: a schema or a list of them.
    case schemaOrList
    /// `$schema`, `$id` and `$comment`.
    case annotation
    case type
    case required
    case format
    case pattern
    case enumeration
    /// A length, a bound, `default` or `examples`.
    case bound
    /// Anything else.
    case other

    init(_ key: String) { self = Self.all[key] ?? .other }

    private static let all: [String: SchemaKeyword] = [
        "unevaluatedProperties": .schema, "not": .schema, "contains": .schema, "propertyNames": .schema, "if": .schema,
        "then": .schema, "else": .schema, "additionalItems": .schema, "unevaluatedItems": .schema,
        "additionalProperties": .additionalProperties,
        "properties": .named, "patternProperties": .named, "dependentSchemas": .named,
        "$defs": .definitions, "definitions": .definitions,
        "anyOf": .list, "oneOf": .list, "allOf": .list, "prefixItems": .list,
        "items": .schemaOrList,
        "$schema": .annotation, "$id": .annotation, "$comment": .annotation,
        "type": .type, "required": .required, "format": .format, "pattern": .pattern, "enum": .enumeration,
        "minLength": .bound, "maxLength": .bound, "minimum": .bound, "maximum": .bound, "exclusiveMinimum": .bound,
        "exclusiveMaximum": .bound, "multipleOf": .bound, "minItems": .bound, "maxItems": .bound,
        "uniqueItems": .bound, "minProperties": .bound, "maxProperties": .bound, "default": .bound, "examples": .bound,
    ]
}
