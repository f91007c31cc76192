/// The clean-ups that a server needs on a copy of a tool's JSON Schema before it takes it.
///
/// Each makes the schema say less, never something else; a server gets only those that it needs.
/// - Note: Source: refusals of the named servers as told in the issues of LiteLLM, vLLM and the OpenAI SDKs, seen
///   2026-11-22.
package struct SchemaRules: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A missing `type` at the top becomes `object`, missing `properties` become `{}` (OpenAI, vLLM).
    package static let objectAtTop = Self(rawValue: 1 << 0)
    /// `$schema`, `$id` and `$comment` go (Gemini, Groq, some vLLM).
    package static let withoutAnnotations = Self(rawValue: 1 << 1)
    /// `$ref` is replaced by what it names, `$defs` and `definitions` go (Gemini, Moonshot, local grammars).
    package static let inlinedReferences = Self(rawValue: 1 << 2)
    /// `anyOf`, `oneOf` and `allOf` at the top are merged into one object (OpenAI).
    package static let mergedTop = Self(rawValue: 1 << 3)
    /// A list of types becomes its first that is not `null` (Gemini, llama.cpp's grammars).
    package static let singleTypes = Self(rawValue: 1 << 4)
    /// `format` goes unless it is `date-time` or `enum` (Gemini).
    package static let withoutFormats = Self(rawValue: 1 << 5)
    /// A `pattern` that looks ahead or behind goes (OpenAI, llama.cpp's grammars).
    package static let withoutLookAround = Self(rawValue: 1 << 6)
    /// `pattern`, lengths, bounds, `default` and `examples` go (Gemini).
    package static let withoutBounds = Self(rawValue: 1 << 7)
    /// `additionalProperties` goes (Gemini).
    package static let withoutAdditionalProperties = Self(rawValue: 1 << 8)
    /// `additionalProperties: {}` goes (vLLM's xgrammar).
    package static let withoutEmptyAdditionalProperties = Self(rawValue: 1 << 9)
    /// An `enum` of anything but strings goes (Gemini).
    package static let stringEnums = Self(rawValue: 1 << 10)
    /// `required` names only keys that `properties` has (several).
    package static let knownRequired = Self(rawValue: 1 << 11)
    /// An array without `items` gets `{}` (OpenAI, Gemini).
    package static let itemsInArrays = Self(rawValue: 1 << 12)
    /// The schema `true` becomes `{}` (most).
    package static let objectsForBooleans = Self(rawValue: 1 << 13)

    /// What every server but the strictest takes, and what OpenAI asks for.
    package static let openAI: Self = [
        .objectAtTop, .mergedTop, .withoutLookAround, .knownRequired, .itemsInArrays, .objectsForBooleans,
    ]
    /// For servers that compile schemas to grammars (Groq, Cerebras, vLLM, llama.cpp, Ollama).
    package static let grammar: Self = [
        .openAI, .withoutAnnotations, .inlinedReferences, .withoutEmptyAdditionalProperties,
    ]
    /// Gemini's subset of OpenAPI 3.
    package static let gemini: Self = [
        .grammar, .singleTypes, .withoutFormats, .withoutBounds, .withoutAdditionalProperties, .stringEnums,
    ]
}
