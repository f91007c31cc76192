import JSONBytes

/// Where the parts of one choice stand in a chunk's, or a whole answer's, JSON.
struct ChatCompletionChoice {
    /// Which answer the choice is a part of; 0 where it does not say.
    var index = 0
    /// A piece of an answer.
    var delta: ChatCompletionDelta?
    /// A whole answer.
    var message: ChatCompletionDelta?
    /// `finish_reason`, unless it is `null` or empty.
    var finishReason: JSONValue?
    /// The stop sequence that was found, where the server tells.
    ///
    /// - Note: Source: vLLM's `stop_reason` (https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html) and
    ///   SGLang's `matched_stop` (https://docs.sglang.ai/backend/openai_api_completions.html), seen 2026-11-22. Both
    ///   are a string for a sequence and a number for a token.
    var stopSequence: JSONValue?
    /// Moonshot puts the usage here.
    var usage: JSONValue?

    /// Reads the object that comes next.
    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if reader.matches(key, "delta") {
                delta = try Self.part(&reader)
            } else if reader.matches(key, "message") {
                message = try Self.part(&reader)
            } else if reader.matches(key, "index") {
                index = try Self.index(&reader)
            } else {
                let value = try reader.skip()
                if value.kind != .null { take(value, key, reader) }
            }
        }
    }

    private mutating func take(_ value: JSONValue, _ key: JSONKey, _ reader: borrowing JSONReader) {
        if reader.matches(key, "finish_reason") {
            if value.kind == .string, value.range.count > 2 { finishReason = value }
        } else if reader.matches(key, "stop_reason") || reader.matches(key, "matched_stop") {
            if value.kind == .string, value.range.count > 2 { stopSequence = value }
        } else if reader.matches(key, "usage") {
            usage = value
        }
    }

    private static func part(_ reader: inout JSONReader) throws(JSONError) -> ChatCompletionDelta? {
        guard try reader.peek() == .object else {
            _ = try reader.skip()
            return nil
        }
        return try ChatCompletionDelta(&reader)
    }

    private static func index(_ reader: inout JSONReader) throws(JSONError) -> Int {
        guard try reader.peek() == .number, let index = try? reader.integer() else {
            _ = try reader.skip()
            return 0
        }
        return index
    }
}
