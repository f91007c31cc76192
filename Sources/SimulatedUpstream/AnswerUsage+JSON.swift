/// The counts as the members of a `usage` or metrics object.
extension AnswerUsage {
    /// Of `message_start.message.usage`; `output_tokens` is always there.
    var startJSON: String {
        object(inputMembers(at: .start) + cacheMembers(at: .start) + ["\"output_tokens\":\(min(output, 1))"])
    }

    /// Of `message_delta.usage`.
    var deltaJSON: String {
        let outputs = outputPlaces.contains(.delta) ? output : 0
        let counts = inputMembers(at: .delta) + cacheMembers(at: .delta) + ["\"output_tokens\":\(outputs)"]
        return object(counts + details)
    }

    /// Of `message_stop.usage`, which is there only if something is reported there.
    var stopJSON: String? {
        guard inputPlaces.contains(.stop) || outputPlaces.contains(.stop) || cachePlaces.contains(.stop) else {
            return nil
        }
        let outputs = outputPlaces.contains(.stop) ? ["\"output_tokens\":\(output)"] : []
        return object(inputMembers(at: .stop) + cacheMembers(at: .stop) + outputs)
    }

    /// Of `amazon-bedrock-invocationMetrics`, which is there only if something is reported there.
    ///
    /// Source: the object that Bedrock puts into the last chunk, as met in the field; `inputTokenCount` excludes cached
    /// tokens.
    var metricsJSON: String? {
        let places = [inputPlaces, outputPlaces, cachePlaces]
        guard places.contains(where: { $0.contains(.metrics) }) else { return nil }
        var members: [String] = []
        if inputPlaces.contains(.metrics) { members.append("\"inputTokenCount\":\(input)") }
        if outputPlaces.contains(.metrics) { members.append("\"outputTokenCount\":\(output)") }
        members += ["\"invocationLatency\":812", "\"firstByteLatency\":301"]
        if cachePlaces.contains(.metrics) {
            members += ["\"cacheReadInputTokenCount\":\(cacheRead)", "\"cacheWriteInputTokenCount\":\(cacheWrite)"]
        }
        return object(members)
    }

    /// Of an unstreamed message.
    var wholeJSON: String {
        object(["\"input_tokens\":\(input)"] + allCacheMembers + ["\"output_tokens\":\(output)"] + details)
    }

    private var details: [String] {
        let thoughts = reasoning > 0 ? ["\"output_tokens_details\":{\"thinking_tokens\":\(reasoning)}"] : []
        return thoughts + (reportsCost ? ["\"cost\":\(cost)"] : [])
    }

    private func inputMembers(at place: Places) -> [String] {
        inputPlaces.contains(place) ? ["\"input_tokens\":\(input)"] : []
    }

    private func cacheMembers(at place: Places) -> [String] { cachePlaces.contains(place) ? allCacheMembers : [] }

    private var allCacheMembers: [String] {
        [
            "\"cache_creation_input_tokens\":\(cacheWrite)",
            "\"cache_read_input_tokens\":\(cacheRead)",
            "\"cache_creation\":{\"ephemeral_5m_input_tokens\":\(cacheWrite5m),"
                + "\"ephemeral_1h_input_tokens\":\(cacheWrite1h)}",
        ]
    }

    private func object(_ members: [String]) -> String { "{\(members.joined(separator: ","))}" }
}
