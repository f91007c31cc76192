import Testing

@testable import SimulatedUpstream

@Suite("Chat Completions validation")
struct ChatValidatorTests {
    private func complaint(
        _ vendor: Vendor,
        _ extra: String = "",
        model: String = "m",
        messages: String = VendorRequest.user
    ) throws -> Complaint? {
        let text = #"{"model":"\#(model)","messages":[\#(messages)]\#(extra.isEmpty ? "" : ",\(extra)")}"#
        let validator = ChatValidator(
            rules: .standard,
            traits: ChatTraits.of(vendor),
            facts: ModelFacts.of(model, vendor),
            vendor: vendor
        )
        return validator.complaint(about: try #require(ParsedJSON(text), "\(text)"))
    }

    fileprivate static let call = assistant(
        #""tool_calls":[{"id":"c1","type":"function","function":{"name":"Bash","arguments":"{}"}}]"#
    )
    fileprivate static let result = #"{"role":"tool","tool_call_id":"c1","content":"ok"}"#

    private static func assistant(_ rest: String) -> String { #"{"role":"assistant","content":null,\#(rest)}"# }

    private static func tools(_ function: String) -> String {
        #""tools":[{"type":"function","function":{\#(function)}}]"#
    }

    @Test("What all take is taken", arguments: [Vendor.openAI, .groq, .cerebras, .openRouter, .compatible])
    func accepted(_ vendor: Vendor) throws {
        let history = "\(VendorRequest.user),\(Self.call),\(Self.result)"
        for extra in [
            "", #""max_tokens":5"#, #""temperature":0.5,"top_p":1,"stop":["a","b","c","d"]"#,
            #""tools":[\#(VendorRequest.tool)],"tool_choice":"required""#,
            #""tools":[\#(VendorRequest.tool)],"tool_choice":{"type":"function","function":{"name":"Bash"}}"#,
        ] {
            #expect(try complaint(vendor, extra, messages: history) == nil, "\(extra)")
        }
    }

    @Test(
        "Top-level fields are refused where the vendor refuses them",
        arguments: [
            (Vendor.openAI, #""top_k":1"#, "Unrecognized request argument supplied: top_k"),
            (.openAI, #""metadata":{}"#, "The 'metadata' parameter is only allowed when 'store' is enabled."),
            (.groq, #""metadata":{}"#, "property 'metadata' is unsupported"),
            (.groq, #""store":false"#, "property 'store' is unsupported"),
            (.groq, #""logprobs":true"#, "property 'logprobs' is unsupported"),
            (.groq, #""n":2"#, "'n' : number must be at most 1"),
            (.groq, #""reasoning_format":"parsed","include_reasoning":true"#, "cannot specify both"),
            (.groq, #""reasoning_format":"raw","tools":[\#(VendorRequest.tool)]"#, "`reasoning_format` must be set"),
            (.cerebras, #""logit_bias":{}"#, "logit_bias: property 'logit_bias' is unsupported"),
            (.compatible, #""stream":true,"stream_options":{"include_usage":true}"#, "[{'type': 'extra_forbidden'"),
            (.compatible, #""max_completion_tokens":5"#, "[{'type': 'extra_forbidden'"),
            (.openAI, #""stop":["1","2","3","4","5"]"#, "Invalid 'stop': array too long."),
            (.openAI, #""tools":[]"#, "[] is too short - 'tools'"),
            (.openAI, #""parallel_tool_calls":false"#, "Invalid value for 'parallel_tool_calls'"),
            (.openAI, #""tool_choice":"auto""#, "Invalid value for 'tool_choice'"),
            (.openAI, #""stream_options":{"include_usage":true}"#, "The 'stream_options' parameter is only allowed"),
            (.openAI, #""max_tokens":0"#, "Invalid 'max_tokens': integer below minimum value."),
            (
                .openAI, #""prompt_cache_key":"\#(String(repeating: "k", count: 65))""#,
                "Invalid 'prompt_cache_key': string"
            ),
        ]
    )
    func topLevel(_ vendor: Vendor, _ extra: String, _ expected: String) throws {
        let message = try #require(try complaint(vendor, extra)).message
        #expect(message.hasPrefix(expected), "\(message)")
    }

    @Test(
        "Tools are held against OpenAI's rules",
        arguments: [
            (tools(#""name":"a.b""#), "Invalid 'tools[0].function.name': string does not match pattern."),
            (
                tools(#""name":"\#(String(repeating: "n", count: 65))""#),
                "Invalid 'tools[0].function.name': string too long."
            ),
            (tools(#""name":"a","parameters":{"properties":{}}"#), "Invalid schema for function 'a': schema must be"),
            (
                tools(#""name":"a","parameters":{"type":"object"}"#),
                "Invalid schema for function 'a': In context=(), object"
            ),
            (
                tools(#""name":"a","parameters":{"type":"object","properties":{"x":{"type":"array"}}}"#),
                "Invalid schema for function 'a': In context=('properties', 'x'), array schema missing items."
            ),
            (
                tools(#""name":"a","strict":true,"parameters":{"type":"object","properties":{}}"#),
                "Invalid schema for function 'a': In context=(), 'additionalProperties' is required"
            ),
            (tools(#""name":"a","cache_control":{}"#), "Unknown parameter: 'tools[0].function.cache_control'."),
            (
                #""tools":[\#(Array(repeating: VendorRequest.tool, count: 129).joined(separator: ","))]"#,
                "Invalid 'tools': array too long."
            ),
            (
                #""tools":[\#(VendorRequest.tool)],"tool_choice":{"type":"function","function":{"name":"x"}}"#,
                "Invalid value for 'tool_choice'"
            ),
        ]
    )
    func toolRules(_ extra: String, _ expected: String) throws {
        let message = try #require(try complaint(.openAI, extra)).message
        #expect(message.hasPrefix(expected), "\(message)")
    }

    @Test(
        "Messages are held against each vendor's rules",
        arguments: [
            (Vendor.openAI, call, "An assistant message with 'tool_calls' must be followed by tool messages"),
            (
                .groq, "\(call),\(VendorRequest.user),\(result)",
                "An assistant message with 'tool_calls' must be followed"
            ),
            (
                .openAI, result,
                "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
            ),
            (.openAI, assistant(#""tool_calls":[]"#), "[] is too short - 'messages.0.tool_calls'"),
            (.openAI, assistant(#""refusal":null"#), "Invalid value for 'content': expected a string, got null."),
            (
                .openAI,
                assistant(#""tool_calls":[{"id":"c1","type":"function","function":{"name":"Bash","arguments":{}}}]"#),
                "Invalid type for 'messages[0].tool_calls[0].function.arguments': expected a string, but got an object"
            ),
            (
                .openAI,
                assistant(#""tool_calls":[{"id":"c1","type":"function","function":{"name":"Bash","arguments":""}}]"#),
                "Invalid 'messages[0].tool_calls[0].function.arguments'"
            ),
            (
                .openAI, #"{"role":"assistant","content":"a","reasoning_content":"b"}"#,
                "Unknown parameter: 'messages[0]"
            ),
            (
                .groq, #"{"role":"assistant","content":"a","reasoning_content":"b"}"#,
                "'messages.0' : for 'role:assistant'"
            ),
            (.groq, #"{"role":"user","content":"a","name":"b"}"#, "'messages.0' : for 'role:user'"),
            (.groq, #"{"role":"assistant","content":"a","tool_calls":null}"#, "'messages.0' : for 'role:assistant'"),
            (
                .cerebras, #"{"role":"assistant","content":"a","reasoning_content":"b"}"#,
                "messages.0.assistant.reasoning_co"
            ),
            (
                .openAI, #"{"role":"user","content":[{"type":"text","text":"a","cache_control":{}}]}"#,
                "Unknown parameter:"
            ),
            (
                .openAI, #"{"role":"user","content":[{"type":"image_url","image_url":{"url":"a"}}]}"#,
                "Invalid 'messages[0]"
            ),
            (
                .openAI,
                "\(call),"
                    + #"{"role":"tool","tool_call_id":"c1","content":[{"type":"image_url","image_url":{"url":"https://x"}}]}"#,
                "Invalid 'messages[1]'. Image URLs are only allowed for messages with role 'user'"
            ),
            (.compatible, #"{"role":"developer","content":"a"}"#, "Invalid value: 'developer'."),
            (
                .compatible, "\(VendorRequest.user)," + #"{"role":"system","content":"a"}"#,
                "System message must be at the"
            ),
            (
                .openRouter,
                #"{"role":"assistant","content":"a","reasoning_details":[{"type":"reasoning.text","text":"t","signature":"s"}]}"#,
                "messages.0.content.0: Invalid `signature` in `thinking` block"
            ),
        ]
    )
    func messages(_ vendor: Vendor, _ messages: String, _ expected: String) throws {
        let message = try #require(try complaint(vendor, messages: messages)).message
        #expect(message.hasPrefix(expected), "\(message)")
    }

    @Test(
        "Models refuse what their kind refuses",
        arguments: [
            (
                Vendor.openAI, "gpt-5.1", #""max_tokens":5"#,
                "Unsupported parameter: 'max_tokens' is not supported with this"
            ),
            (.openAI, "gpt-5", #""temperature":0.5"#, "Unsupported value: 'temperature'"),
            (.openAI, "o4-mini", #""stop":["a"]"#, "Unsupported parameter: 'stop'"),
            (
                .openAI, "gpt-5", #""reasoning_effort":"none""#,
                "Unsupported value: 'reasoning_effort' does not support 'none'"
            ),
            (
                .openAI, "gpt-4o", #""reasoning_effort":"low""#,
                "Unrecognized request argument supplied: reasoning_effort"
            ),
            (
                .openAI, "gpt-5.4", #""reasoning_effort":"low","tools":[\#(VendorRequest.tool)]"#,
                "Function tools with reason"
            ),
            (.openAI, "gpt-5.5", #""tools":[\#(VendorRequest.tool)]"#, "Function tools with reasoning_effort"),
            (
                .groq, "llama-3.3-70b", #""reasoning_effort":"low""#,
                "`reasoning_effort` is not supported with this model"
            ),
            (.groq, "openai/gpt-oss-120b", #""reasoning_effort":"none""#, "Unsupported value: 'reasoning_effort'"),
            (
                .cerebras, "llama3.1-8b", #""reasoning_effort":"low""#,
                "`reasoning_effort` is not supported with this model"
            ),
        ]
    )
    func models(_ vendor: Vendor, _ model: String, _ extra: String, _ expected: String) throws {
        let complaint = try #require(try complaint(vendor, extra, model: model))
        #expect(complaint.message.hasPrefix(expected), "\(complaint.message)")
    }

    @Test("Models take what their kind takes")
    func modelsAccept() throws {
        let tools = #""tools":[\#(VendorRequest.tool)]"#
        #expect(try complaint(.openAI, #""reasoning_effort":"none",\#(tools)"#, model: "gpt-5.6-luna") == nil)
        #expect(try complaint(.openAI, #""temperature":0.5"#, model: "gpt-5.1") == nil)
        #expect(try complaint(.openAI, tools, model: "gpt-5.4") == nil)
        #expect(try complaint(.groq, #""reasoning_effort":"high""#, model: "openai/gpt-oss-20b") == nil)
        #expect(ModelFacts.of("gpt-5.3-codex", .openAI).isResponsesOnly)
        #expect(ModelFacts.of("gpt-6.1-sol", .openAI).efforts?.contains("none") == false)
    }
}

extension ChatValidatorTests {
    @Test(
        "Templates and hosts of open models demand more when the settings say so",
        arguments: [
            (
                ModelFacts.Demand.reasoningBack, "\(call),\(result)",
                "The `reasoning_content` in the thinking mode must be"
            ),
            (
                .nineCharacterIDs, "\(call),\(result)",
                "Tool call id was c1 but must be a-z, A-Z, 0-9, with a length of 9."
            ),
            (
                .filledContent, #"{"role":"user","content":""}"#,
                "Invalid request: message at position 0 must not be empty"
            ),
            (.alternatingTurns, "\(VendorRequest.user),\(VendorRequest.user)", "Conversation roles must alternate"),
            (.unforcedChoice, VendorRequest.user, "Thinking mode does not support this tool_choice"),
        ]
    )
    func demands(_ demand: ModelFacts.Demand, _ messages: String, _ expected: String) throws {
        let tools = #""tools":[\#(VendorRequest.tool)],"tool_choice":"required""#
        let body = try #require(ParsedJSON(#"{"model":"m","messages":[\#(messages)],\#(tools)}"#))
        func complaint(_ demands: Set<ModelFacts.Demand>) -> Complaint? {
            let facts = ModelFacts(demands: demands)
            let traits = ChatTraits.of(.compatible)
            return ChatValidator(rules: .standard, traits: traits, facts: facts, vendor: .compatible)
                .complaint(about: body)
        }

        #expect(complaint([]) == nil)
        #expect(complaint([demand])?.message.hasPrefix(expected) == true)
    }
}
