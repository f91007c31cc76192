import JSONBytes
import MessagesAPI

/// Bedrock's own account of one call, which it puts beside the members of an event.
///
/// Taken for accounting and not relayed.
///
/// - Note: Source: seen in Bedrock streams of Claude models and in AWS's examples, 2026-11-22; not in the service model.
struct BedrockInvocationMetrics {
    /// The member that holds the metrics.
    private static let memberName: StaticString = "amazon-bedrock-invocationMetrics"

    private let tokens: TokenUsage

    /// Reads the metrics among the members of `root` and notes in `edits` that they are to go; `nil` if there are none.
    init?(removingFrom root: JSONValue, members: [JSONMember], of document: RawSpan, edits: inout JSONEdits) {
        guard let value = JSON.value(Self.memberName, of: members, in: document) else { return nil }
        let own = members.indices.filter { JSON.matches(members[$0].key, Self.memberName, in: document) }
        edits.edit(root, members: members, removing: Set(own))
        self.init(reading: value, in: document)
    }

    /// Reads the metrics object; counts that are missing stay unknown.
    private init(reading value: JSONValue, in document: RawSpan) {
        guard value.kind == .object, let members = try? JSON.members(of: value, in: document) else {
            tokens = TokenUsage()
            return
        }
        tokens = TokenUsage(
            inputTokens: JSON.count("inputTokenCount", of: members, in: document),
            outputTokens: JSON.count("outputTokenCount", of: members, in: document),
            cacheReadInputTokens: JSON.count("cacheReadInputTokenCount", of: members, in: document),
            cacheCreationInputTokens: JSON.count("cacheWriteInputTokenCount", of: members, in: document)
        )
    }

    /// Takes the counts over into `usage`.
    ///
    /// A zero never replaces a number: some builds write zeros for what they do not know.
    func merge(into usage: inout TokenUsage) {
        func later(_ count: Int?, _ known: Int?) -> Int? { count == 0 ? known ?? 0 : count ?? known }
        usage.inputTokens = later(tokens.inputTokens, usage.inputTokens)
        usage.outputTokens = later(tokens.outputTokens, usage.outputTokens)
        usage.cacheReadInputTokens = later(tokens.cacheReadInputTokens, usage.cacheReadInputTokens)
        usage.cacheCreationInputTokens = later(tokens.cacheCreationInputTokens, usage.cacheCreationInputTokens)
    }
}
