import JSONBytes
import MessagesAPI
import NIOCore

/// An event that may hold Bedrock's metrics beside its own members: the last one, or one that is nothing else.
struct BedrockMeteredEvent {
    /// The event's own `usage`; some builds put one into `message_stop`.
    let usage: TokenUsage
    let metrics: BedrockInvocationMetrics?
    /// Whether the event has nothing to tell but metrics.
    let isMetricsOnly: Bool
    /// The event without the metrics.
    let json: ByteBuffer

    /// Reads an event that was validated before.
    init(reading event: ByteBuffer) {
        let document = event.readableBytesSpan
        guard let root = try? JSON.validate(document), let members = try? JSON.members(of: root, in: document) else {
            self.init(usage: TokenUsage(), metrics: nil, isMetricsOnly: false, json: event)
            return
        }
        let usage = JSON.value("usage", of: members, in: document).map { TokenUsage(reading: $0, in: document) }
        var edits = JSONEdits()
        let metrics = BedrockInvocationMetrics(removingFrom: root, members: members, of: document, edits: &edits)
        let json = metrics == nil ? event : edits.buffer(of: document)
        self.init(
            usage: usage ?? TokenUsage(),
            metrics: metrics,
            isMetricsOnly: metrics != nil && Self.hasNothingButType(json),
            json: json
        )
    }

    private static func hasNothingButType(_ event: ByteBuffer) -> Bool {
        let document = event.readableBytesSpan
        let members = (try? JSON.members(of: document)) ?? []
        for member in members where !JSON.matches(member.key, "type", in: document) { return false }
        return true
    }

    private init(usage: TokenUsage, metrics: BedrockInvocationMetrics?, isMetricsOnly: Bool, json: ByteBuffer) {
        self.usage = usage
        self.metrics = metrics
        self.isMetricsOnly = isMetricsOnly
        self.json = json
    }
}
