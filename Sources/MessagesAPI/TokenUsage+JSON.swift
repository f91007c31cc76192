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
        if let parts = JSON.value("cache_creation", of: members, in: document), parts.kind == .object,
            let parts = try? JSON.members(of: parts, in: document)
        {
            cacheCreationOneHourInputTokens = JSON.count("ephemeral_1h_input_tokens", of: parts, in: document)
        }
    }
}

extension JSON {
    /// The member of that name, if it is a whole number of zero or more.
    package static func count(_ name: StaticString, of members: [JSONMember], in document: RawSpan) -> Int? {
        guard let value = value(name, of: members, in: document), value.kind == .number else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        guard let number = try? reader.integer(), number >= 0 else { return nil }
        return number
    }
}
