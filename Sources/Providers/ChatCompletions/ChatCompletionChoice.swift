import JSONBytes

/// Where the parts of one choice stand in a chunk's, or a whole answer's, JSON.
struct ChatCompletionChoice {
    /// Which answer the choice is a part of; 0 where it does not say.
    var index = 0
    /// A piece of the answer, or all of it.
    var delta = ChatCompletionDelta()
    /// Whether it is all of it: a `message`, and no `delta` beside it.
    var isMessage = false
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
        var hasDelta = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if reader.matches(key, "delta") {
                hasDelta = try readPart(&reader)
                if hasDelta { isMessage = false }
            } else if !hasDelta, reader.matches(key, "message") {
                isMessage = try readPart(&reader)
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

    /// Reads the object that comes next; says whether it is one.
    private mutating func readPart(_ reader: inout JSONReader) throws(JSONError) -> Bool {
        guard try reader.peek() == .object else {
            _ = try reader.skip()
            return false
        }
        delta = try ChatCompletionDelta(&reader)
        return true
    }

    private static func index(_ reader: inout JSONReader) throws(JSONError) -> Int {
        guard try reader.peek() == .number, let index = try? reader.integer() else {
            _ = try reader.skip()
            return 0
        }
        return index
    }
}
