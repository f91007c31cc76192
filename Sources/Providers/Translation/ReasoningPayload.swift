import JSONBytes

/// What a ``ReasoningSignature`` keeps of foreign reasoning, so that it can be sent back the way its upstream wants it.
///
/// As JSON:
/// - `{"kind":"text"}`: the thinking block's own text is what is replayed (`reasoning_content`, `reasoning`).
/// - `{"kind":"text","text":"…"}`: this text is what is replayed, as the block has none.
/// - `{"kind":"details","details":[…]}`: OpenRouter's `reasoning_details`, unchanged, fragments put together.
/// - `{"kind":"call","extra_content":{…}}`: Gemini's `extra_content` of the tool call behind the block, unchanged.
/// - `{"kind":"item","item":{…}}`: a `reasoning` item of the Responses API.
/// - Note: Source: OpenRouter, preserving reasoning
///   (https://openrouter.ai/docs/use-cases/reasoning-tokens), Gemini, thought signatures
///   (https://ai.google.dev/gemini-api/docs/thought-signatures), OpenAI, reasoning items
///   (https://platform.openai.com/docs/guides/reasoning), seen 2026-11-22.
package enum ReasoningPayload: Sendable, Equatable {
    /// Most of a thought that is kept where the client is not to see it, in bytes (4 MiB).
    ///
    /// The longest thoughts have 128,000 tokens, which are below 1 MiB. A signature is a third longer, and clients send it
    /// back in every later request.
    static let hiddenLimit = 4 * 1024 * 1024

    case text
    /// The thought, where the client is not to see it.
    case hiddenText(String)
    /// The JSON of an array.
    case details([UInt8])
    /// The JSON of an object.
    case call([UInt8])
    /// The JSON of an object.
    case responsesItem([UInt8])

    /// Reads what ``json`` wrote; `nil` for anything else, as clients can send what they like.
    package init?(parsing json: [UInt8]) {
        let document = json.span.bytes
        guard let members = try? JSON.members(of: document),
            let kind = JSON.value("kind", of: members, in: document)
        else { return nil }
        switch try? JSON.string(kind, in: document) {
        case "text":
            let text = JSON.value("text", of: members, in: document).flatMap { try? JSON.string($0, in: document) }
            self = text.map(Self.hiddenText) ?? .text
        case "details":
            guard let value = JSON.value("details", of: members, in: document), value.kind == .array else { return nil }
            self = .details(Array(json[value.range]))
        case "call":
            guard let value = JSON.value("extra_content", of: members, in: document), value.kind == .object else {
                return nil
            }
            self = .call(Array(json[value.range]))
        case "item":
            guard let value = JSON.value("item", of: members, in: document), value.kind == .object else { return nil }
            self = .responsesItem(Array(json[value.range]))
        default:
            return nil
        }
    }

    /// The payload as a signature holds it.
    package var json: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        switch self {
        case .text:
            json.member("kind", "text")
        case .hiddenText(let text):
            json.member("kind", "text")
            json.member("text", text)
        case .details(let details):
            json.member("kind", "details")
            json.key("details")
            json.raw(details)
        case .call(let extra):
            json.member("kind", "call")
            json.key("extra_content")
            json.raw(extra)
        case .responsesItem(let item):
            json.member("kind", "item")
            json.key("item")
            json.raw(item)
        }
        json.endObject()
        return json.bytes
    }
}
