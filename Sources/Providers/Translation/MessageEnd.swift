package import JSONBytes

/// How a message ended: its stop reason and what belongs to it.
package struct MessageEnd: Sendable, Equatable {
    package var stopReason: StopReason
    /// The stop sequence that was found; only with ``StopReason/stopSequence``.
    package var stopSequence: String?
    /// The model's own words for a refusal; only with ``StopReason/refusal``, and `nil` where it gave none.
    package var explanation: String?

    package init(_ stopReason: StopReason, stopSequence: String? = nil, explanation: String? = nil) {
        self.stopReason = stopReason
        self.stopSequence = stopSequence
        self.explanation = explanation
    }

    /// Writes `stop_reason`, `stop_sequence` and, for a refusal, `stop_details` into the object that is open.
    ///
    /// - Note: Source: Messages API, `stop_details` (https://docs.claude.com/en/api/messages, seen 2026-11-22). No
    ///   category, since other vendors' do not map.
    package func write(to json: inout JSONWriter) {
        json.member("stop_reason", stopReason.rawValue)
        json.key("stop_sequence")
        Self.write(stopSequence, to: &json)
        guard stopReason == .refusal else { return }
        json.key("stop_details")
        json.beginObject()
        json.member("type", "refusal")
        json.key("category")
        json.null()
        json.key("explanation")
        Self.write(explanation, to: &json)
        json.endObject()
    }

    private static func write(_ text: String?, to json: inout JSONWriter) {
        if let text { json.value(text) } else { json.null() }
    }
}
