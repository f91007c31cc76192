import JSONBytes
import MessagesAPI

extension MessagesToChatCompletions {
    /// Writes an assistant's turn as one message: text in front, then the calls, for this dialect has no other order.
    mutating func writeAssistant(_ items: [Conversation.AssistantItem], isPrefill: Bool) throws(UpstreamFailure) {
        var texts: [String] = []
        var calls: [SignedCall] = []
        var reasoning = ReplayedReasoning()
        var extra: [UInt8]?
        for item in items {
            switch item {
            case .text(let text): texts.append(text.text)
            case .call(let call):
                calls.append(SignedCall(call: call, extra: extra))
                extra = nil
            case .reasoning(let thought):
                if case .call(let signature) = ReasoningPayload(parsing: thought.payload) { extra = signature }
                reasoning.append(thought)
            }
        }
        // A thought alone says nothing that the model could go on from.
        guard !texts.isEmpty || !calls.isEmpty else { return }
        try writePending()
        writeOpening()
        json.beginObject()
        json.member("role", "assistant")
        json.key("content")
        if texts.isEmpty { writeEmptyContent() } else { json.value(joined(texts, by: "\n\n")) }
        write(reasoning, hasCalls: !calls.isEmpty)
        if !calls.isEmpty { write(calls) }
        if isPrefill { json.member("prefix", true) }
        json.endObject()
    }

    /// Strict chat templates want a user's turn first.
    private mutating func writeOpening() {
        defer { hasMessages = true }
        guard !hasMessages, vendor.mergesUserTurns else { return }
        json.beginObject()
        json.member("role", "user")
        json.member("content", "(empty)")
        json.endObject()
    }

    private mutating func writeEmptyContent() {
        switch vendor.emptyAssistantContent {
        case .null: json.null()
        case .empty: json.value("")
        case .space: json.value(" ")
        }
    }

    private mutating func write(_ calls: [SignedCall]) {
        json.key("tool_calls")
        json.beginArray()
        for (index, signed) in calls.enumerated() {
            let call = signed.call
            json.beginObject()
            json.member("id", ChatToolCallID.upstream(call.id, vendor.toolCallIDs))
            json.member("type", "function")
            json.key("function")
            json.beginObject()
            json.member("name", toolNames.upstreamName(call.name))
            // The client's own spelling: another one would not be found in the model's cache.
            json.member("arguments", call.input.text)
            json.endObject()
            write(extra: signed.extra, isFirst: index == 0)
            json.endObject()
        }
        json.endArray()
    }

    private mutating func write(extra: [UInt8]?, isFirst: Bool) {
        guard case .callSignature(let placeholder, let old) = vendor.reasoningReplay else { return }
        if let extra {
            json.key("extra_content")
            json.raw(extra)
        } else if isFirst, !model.holds(old) {
            json.key("extra_content")
            json.beginObject()
            json.key("google")
            json.beginObject()
            json.member("thought_signature", placeholder)
            json.endObject()
            json.endObject()
        }
    }

    private mutating func write(_ thoughts: ReplayedReasoning, hasCalls: Bool) {
        switch vendor.reasoningReplay {
        case .none, .callSignature: break
        case .reasoning: if !thoughts.text.isEmpty { json.member("reasoning", thoughts.text) }
        case .reasoningContent: if !thoughts.text.isEmpty { json.member("reasoning_content", thoughts.text) }
        case .requiredReasoningContent:
            if !thoughts.text.isEmpty {
                json.member("reasoning_content", thoughts.text)
            } else if hasCalls, isReasoningModel, !reasoning.isOff, !adjustments.withoutReasoning {
                // A turn with calls is refused without the field, and the history has lost it.
                json.member("reasoning_content", " ")
            }
        case .reasoningDetails:
            if thoughts.details.isEmpty {
                if !thoughts.text.isEmpty { json.member("reasoning", thoughts.text) }
            } else {
                json.key("reasoning_details")
                json.beginArray()
                for detail in thoughts.details { json.raw(detail) }
                json.endArray()
            }
        }
    }
}

/// A call with what its upstream gave it to be sent again.
private struct SignedCall {
    let call: Conversation.Call
    let extra: [UInt8]?
}
