package import JSONBytes

extension TokenUsage {
    /// Reads a `usage` object of the Messages API, inside a document that was validated before.
    ///
    /// What is not there, `null` or not a count stays unknown.
    package init(reading value: JSONValue, in document: RawSpan) {
        self.init()
        guard value.kind == .object, let members = try? JSON.members(of: value, in: document) else { return }
        inputTokens = JSON.count("input_tokens", of: members, in: document)
        outputTokens = JSON.count("output_tokens", of: members, in: document)
        cacheReadInputTokens = JSON.count("cache_read_input_tokens", of: members, in: document)
        cacheCreationInputTokens = JSON.count("cache_creation_input_tokens", of: members, in: document)
        cacheCreationOneHourInputTokens =
            JSON.count("ephemeral_1h_input_tokens", in: "cache_creation", of: members, in: document)
        webSearchRequests = JSON.count("web_search_requests", in: "server_tool_use", of: members, in: document)
        isPartial = Self.hasFurtherSteps(members, in: document)
        serviceTier = JSON.word("service_tier", of: members, in: document).flatMap(ServiceTier.init(word:))
        inferenceGeo = JSON.word("inference_geo", of: members, in: document).flatMap(InferenceGeo.init(word:))
        speed = JSON.word("speed", of: members, in: document).flatMap(Speed.init(word:))
    }
}

extension TokenUsage {
    /// Whether `iterations` tells of a step that is no message; such a step's tokens are in no other count.
    ///
    /// - Note: Source: https://docs.claude.com/en/docs/build-with-claude/compaction-threshold, seen 2026-11-22.
    private static func hasFurtherSteps(_ usage: [JSONMember], in document: RawSpan) -> Bool {
        guard let steps = JSON.value("iterations", of: usage, in: document), steps.kind == .array,
            let steps = try? JSON.elements(of: steps, in: document)
        else { return false }
        return steps.contains { step in
            guard step.kind == .object, let members = try? JSON.members(of: step, in: document) else { return true }
            return JSON.word("type", of: members, in: document) != "message"
        }
    }
}

extension JSON {
    /// The member of that name, if it is a whole number of zero or more up to ``countLimit``.
    package static func count(_ name: StaticString, of members: [JSONMember], in document: RawSpan) -> Int? {
        guard let value = value(name, of: members, in: document), value.kind == .number else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        guard let number = try? reader.integer(), (0...countLimit).contains(number) else { return nil }
        return number
    }

    /// Largest number that is believed to be a count: a million times the longest context, and small enough for the sums
    /// of millions of requests.
    private static let countLimit = 1_000_000_000_000

    /// The member `name` of the object `object`, if both are there and the first is a count.
    fileprivate static func count(
        _ name: StaticString,
        in object: StaticString,
        of members: [JSONMember],
        in document: RawSpan
    ) -> Int? {
        guard let value = value(object, of: members, in: document), value.kind == .object,
            let members = try? self.members(of: value, in: document)
        else { return nil }
        return count(name, of: members, in: document)
    }

    /// The member of that name, if it is a string.
    fileprivate static func word(_ name: StaticString, of members: [JSONMember], in document: RawSpan) -> String? {
        guard let value = value(name, of: members, in: document), value.kind == .string else { return nil }
        return try? string(value, in: document)
    }
}
