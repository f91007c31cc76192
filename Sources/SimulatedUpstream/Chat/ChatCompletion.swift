/// What the chunks of a stream and an unstreamed Chat Completions answer have in common.
struct ChatCompletion {
    let scene: AnswerScene
    let traits: ChatTraits
    let identity: AnswerIdentity

    init(_ scene: AnswerScene) {
        self.scene = scene
        traits = ChatTraits.of(scene.settings.vendor)
        identity = scene.identity
    }

    var answer: Answer { scene.answer }

    /// Source: OpenAI's API reference, seen 2026-11-22; a reason that is none of Anthropic's goes out as it is.
    var finishReason: String {
        switch answer.effectiveStopReason {
        case "end_turn", "stop_sequence", "pause_turn": "stop"
        case "tool_use": "tool_calls"
        case "max_tokens", "model_context_window_exceeded": "length"
        case "refusal": "content_filter"
        case let other: other
        }
    }

    /// The members that open every object of the answer.
    func opening(_ object: String) -> [(name: String, json: String)] {
        [
            ("id", JSONText.quoted(identity.messageID)), ("object", JSONText.quoted(object)),
            ("created", "\(scene.settings.clock.epochSeconds())"), ("model", JSONText.quoted(identity.model)),
        ] + traits.chunkMembers
    }

    /// The `tool_calls` object of a block; `index` only in streams.
    func call(_ block: Int, index: Int?, _ id: String?, _ name: String, arguments: String) -> String {
        let function = JSONText.object([("name", JSONText.quoted(name)), ("arguments", JSONText.quoted(arguments))])
        let index = index.map { [("index", "\($0)")] } ?? []
        return JSONText.object(
            index + [
                ("id", JSONText.quoted(id ?? identity.toolUseID(block: block))), ("type", "\"function\""),
                ("function", function),
            ]
        )
    }

    /// Input counts include what came from and went to the cache.
    var usageJSON: String {
        let usage = answer.usage
        let prompt = usage.input + usage.cacheRead + usage.cacheWrite
        var members: [(name: String, json: String)] = [
            ("prompt_tokens", "\(prompt)"), ("completion_tokens", "\(usage.output)"),
            ("total_tokens", "\(prompt + usage.output)"),
        ]
        let written = usage.cacheWrite > 0 ? [("cache_write_tokens", "\(usage.cacheWrite)")] : []
        members.append(("prompt_tokens_details", JSONText.object([("cached_tokens", "\(usage.cacheRead)")] + written)))
        members.append(("completion_tokens_details", JSONText.object([("reasoning_tokens", "\(usage.reasoning)")])))
        switch scene.settings.vendor {
        case .groq:
            members += [
                ("queue_time", "0.018"), ("prompt_time", "0.001"), ("completion_time", "0.02"), ("total_time", "0.021"),
            ]
        case .openRouter:
            members += [
                ("cost", "\(usage.cost)"), ("is_byok", "false"), ("cost_details", #"{"upstream_inference_cost":null}"#),
            ]
        default: break
        }
        return JSONText.object(members)
    }

    /// Cerebras' clock.
    var timeInfo: [(name: String, json: String)] {
        guard scene.settings.vendor == .cerebras else { return [] }
        let created = scene.settings.clock.epochSeconds()
        return [
            (
                "time_info",
                #"{"queue_time":0.0001,"prompt_time":0.002,"completion_time":0.003,"total_time":0.0061,"#
                    + #""created":\#(created)}"#
            )
        ]
    }

    /// The signature of a thinking block.
    func signature(_ text: String, _ own: String?) -> String { own ?? AnswerBlock.signature(of: text) }
}
