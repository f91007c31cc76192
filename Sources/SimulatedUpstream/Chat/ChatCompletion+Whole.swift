/// The unstreamed form.
extension ChatCompletion {
    var wholeJSON: String {
        var choice: [(name: String, json: String)] = [
            ("index", "0"), ("message", message), ("logprobs", "null"),
            ("finish_reason", JSONText.quoted(finishReason)),
        ]
        if scene.settings.vendor == .openRouter {
            choice.append(("native_finish_reason", JSONText.quoted(finishReason)))
        }
        var members = opening("chat.completion")
        members.append(("choices", "[\(JSONText.object(choice))]"))
        members.append(("usage", usageJSON))
        if scene.settings.vendor == .groq { members.append(("x_groq", #"{"id":"req_simulated"}"#)) }
        return JSONText.object(members + timeInfo)
    }

    private var message: String {
        let text = answer.blocks.compactMap(\.plainText).joined()
        let calls = answer.blocks.enumerated().compactMap { index, block -> String? in
            guard case .toolUse(let id, let name, let input) = block else { return nil }
            return call(index, index: nil, id, name, arguments: input)
        }
        var members: [(name: String, json: String)] = [
            ("role", "\"assistant\""), ("content", text.isEmpty && !calls.isEmpty ? "null" : JSONText.quoted(text)),
        ]
        if scene.settings.vendor == .openAI { members += [("refusal", "null"), ("annotations", "[]")] }
        members += reasoningMembers
        if !calls.isEmpty { members.append(("tool_calls", "[\(calls.joined(separator: ","))]")) }
        return JSONText.object(members)
    }

    private var reasoningMembers: [(name: String, json: String)] {
        let thoughts = answer.blocks.compactMap(\.thought)
        let text = JSONText.quoted(thoughts.joined())
        switch traits.reasoning {
        case .hidden: return []
        case .plain: return thoughts.isEmpty ? [] : [("reasoning", text)]
        case .content: return thoughts.isEmpty ? [] : [("reasoning_content", text)]
        case .details:
            let details = answer.blocks.enumerated().compactMap { detail($1, $0) }
            guard !details.isEmpty else { return [] }
            return [("reasoning", text), ("reasoning_details", "[\(details.joined(separator: ","))]")]
        }
    }

    private func detail(_ block: AnswerBlock, _ index: Int) -> String? {
        switch block {
        case .thinking(let text, let own):
            JSONText.object(
                detailOpening("reasoning.text", index) + [
                    ("text", JSONText.quoted(text)), ("signature", JSONText.quoted(signature(text, own))),
                ]
            )
        case .redactedThinking(let data):
            JSONText.object(detailOpening("reasoning.encrypted", index) + [("data", JSONText.quoted(data))])
        case .text, .toolUse, .raw: nil
        }
    }

    /// The members that open an entry of `reasoning_details`.
    func detailOpening(_ type: String, _ index: Int) -> [(name: String, json: String)] {
        [("type", JSONText.quoted(type)), ("format", #""anthropic-claude-v1""#), ("index", "\(index)")]
    }
}

extension AnswerBlock {
    /// The text of a text block.
    var plainText: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The text of a thinking block.
    var thought: String? {
        guard case .thinking(let text, _) = self else { return nil }
        return text
    }
}
