import JSONBytes
import MessagesAPI
import NIOCore

/// A `response` object: how an answer ended, what it holds and what it cost.
///
/// - Note: Source: the response object of the Responses API
///   (https://platform.openai.com/docs/api-reference/responses/object, seen 2026-11-22).
struct ResponsesResult: Sendable {
    /// How far the answer has come: `completed`, `incomplete`, `failed` or `cancelled`.
    let status: String?
    /// Why the answer is incomplete.
    let incompleteReason: String?
    /// The items in their order.
    let output: [ResponsesOutputItem]
    let usage: ResponsesUsage

    /// Reads the object inside a document that was validated before; `nil` if it is no object.
    init?(reading value: JSONValue, in document: RawSpan) {
        guard value.kind == .object, let members = try? JSON.members(of: value, in: document) else { return nil }
        status = JSON.text("status", of: members, in: document)
        var usage = ResponsesUsage(reading: JSON.value("usage", of: members, in: document), in: document)
        let tier = JSON.value("service_tier", of: members, in: document)
        usage.tokens.serviceTier = tier.flatMap { TokenUsage.ServiceTier(reading: $0, in: document) }
        self.usage = usage
        output = Self.output(of: members, in: document)
        let details = JSON.value("incomplete_details", of: members, in: document)
        let inner = details.flatMap { try? JSON.members(of: $0, in: document) } ?? []
        incompleteReason = JSON.text("reason", of: inner, in: document)
    }

    /// Whether there is no answer, whatever the items say.
    var hasFailed: Bool { status == "failed" || status == "cancelled" }

    /// Whether an answer without content would be strange.
    var shouldHaveContent: Bool { incompleteReason == nil }

    /// How the message ends, where a tool was called or not, and the model refused in some words or did not.
    func end(hasCall: Bool, refusal: String?) -> MessageEnd {
        switch incompleteReason {
        case "max_output_tokens": MessageEnd(.maxTokens)
        case "content_filter": MessageEnd(.refusal, explanation: refusal)
        default:
            if hasCall {
                MessageEnd(.toolUse)
            } else if let refusal {
                MessageEnd(.refusal, explanation: refusal)
            } else {
                MessageEnd(.endTurn)
            }
        }
    }

    private static func output(of members: [JSONMember], in document: RawSpan) -> [ResponsesOutputItem] {
        guard let list = JSON.value("output", of: members, in: document), list.kind == .array,
            let elements = try? JSON.elements(of: list, in: document)
        else { return [] }
        return elements.compactMap { ResponsesOutputItem(reading: $0, in: document) }
    }
}
