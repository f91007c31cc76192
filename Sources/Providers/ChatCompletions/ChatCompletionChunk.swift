import JSONBytes
import MessagesAPI

/// Where the parts of a chunk, or of a whole answer, stand in its JSON; nothing is copied.
///
/// - Note: Source: Chat Completions (https://platform.openai.com/docs/api-reference/chat/streaming), Groq's `x_groq`
///   (https://console.groq.com/docs/api-reference), MiniMax's `base_resp`
///   (https://platform.minimax.io/docs/api-reference/text-post), seen 2026-11-22.
struct ChatCompletionChunk {
    /// Whether there is an error in it, which may be anything but `null`.
    private(set) var hasError = false
    /// The choice of index 0.
    private(set) var choice: ChatCompletionChoice?

    /// The class of processing, where the server names it.
    private(set) var serviceTier: JSONValue?

    private var topUsage: JSONValue?
    private var groqUsage: JSONValue?

    /// Reads a whole document.
    init(reading document: RawSpan) throws(JSONError) {
        var reader = JSONReader(document)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if reader.matches(key, "choices") {
                try readChoices(&reader)
            } else {
                try read(reader.skip(), of: key, document, reader)
            }
        }
        try reader.end()
    }

    /// The token counts.
    var usage: JSONValue? { topUsage ?? groqUsage ?? choice?.usage }

    private mutating func readChoices(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.peek() == .array else {
            _ = try reader.skip()
            return
        }
        try reader.beginArray()
        while try reader.nextElement() {
            guard try reader.peek() == .object else {
                _ = try reader.skip()
                continue
            }
            let choice = try ChatCompletionChoice(&reader)
            if choice.index == 0, self.choice == nil { self.choice = choice }
        }
    }

    private mutating func read(
        _ value: JSONValue,
        of key: JSONKey,
        _ document: RawSpan,
        _ reader: borrowing JSONReader
    ) throws(JSONError) {
        if reader.matches(key, "usage") {
            topUsage = value.kind == .object ? value : nil
        } else if reader.matches(key, "service_tier") {
            serviceTier = value.kind == .string ? value : nil
        } else if reader.matches(key, "base_resp"), value.kind == .object {
            // MiniMax's: anything but 0 is an error, whatever else there is.
            let members = try JSON.members(of: value, in: document)
            let code = JSON.count("status_code", of: members, in: document)
            hasError = hasError || (code ?? 0) != 0
        } else if reader.matches(key, "error") {
            hasError = hasError || value.kind != .null
        } else if reader.matches(key, "x_groq"), value.kind == .object {
            let members = try JSON.members(of: value, in: document)
            groqUsage = JSON.value("usage", of: members, in: document).flatMap { $0.kind == .object ? $0 : nil }
            let error = JSON.value("error", of: members, in: document)
            hasError = hasError || (error.map { $0.kind != .null } ?? false)
        } else if reader.matches(key, "object"), value.kind == .string {
            // How older vLLM marks an error.
            if try JSON.string(value, in: document) == "error" { hasError = true }
        }
    }
}
