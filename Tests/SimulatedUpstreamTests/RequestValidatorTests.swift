import Testing

@testable import SimulatedUpstream

@Suite("Validation")
struct RequestValidatorTests {
    /// A body that is fine, with a member put in front or at the end.
    private static func body(
        _ extra: String = "",
        version: String = #""anthropic_version":"bedrock-2023-05-31","#,
        max: String = #""max_tokens":2048,"#,
        messages: String = #""messages":[{"role":"user","content":"Hi"}]"#
    ) -> String { "{\(version)\(max)\(messages)\(extra.isEmpty ? "" : ",\(extra)")}" }

    private static func messages(_ list: String) -> String { body(messages: #""messages":[\#(list)]"#) }

    private func complaint(
        _ text: String,
        rules: RequestRules = .standard,
        _ profile: ModelProfile = ModelProfile()
    ) throws -> String? {
        let betas = SimulatedUpstream.Settings.knownBetas
        let validator = RequestValidator(rules: rules, acceptedBetas: betas, profile: profile)
        return validator.complaint(about: try #require(ParsedJSON(text), "\(text)"))
    }

    @Test(
        "What Bedrock takes is taken",
        arguments: [
            body(),
            body(
                #""system":"x","stop_sequences":["a"],"temperature":1,"top_p":1,"top_k":1,"metadata":{"user_id":"u"}"#
            ),
            body(#""thinking":{"type":"adaptive","display":"omitted"},"output_config":{"effort":"medium"}"#),
            body(#""thinking":{"type":"enabled","budget_tokens":1024}"#),
            body(#""tools":[{"name":"a","description":"","input_schema":{"type":"object","$schema":"x"}}]"#),
            body(
                #""anthropic_beta":["tool-search-tool-2025-10-19"],"#
                    + #""tools":[{"name":"a","input_schema":{"type":"object"},"defer_loading":true}]"#
            ),
            body(#""tools":[{"type":"bash_20250124","name":"bash"}]"#),
            body(#""system":[{"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"1h"}}]"#),
            body(
                #""anthropic_beta":["context-management-2025-06-27"],"#
                    + #""context_management":{"edits":[{"type":"clear_tool_uses_20250919"}]}"#
            ),
            body(#""anthropic_beta":["dangerous-tool-use-2026-09-03"],"safeguards":[]"#),
            messages(#"{"role":"user","content":"a"},{"role":"system","content":"b"},{"role":"user","content":"c"}"#),
            messages(
                #"{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"s"},"#
                    + #"{"type":"tool_use","id":"t1","name":"x","input":{}},{"type":"tool_use","id":"t2","name":"x","input":{}}]},"#
                    + #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1"}]},"#
                    + #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"t2","content":""},{"type":"text","text":"b"}]}"#
            ),
        ]
    )
    func accepted(_ text: String) throws { #expect(try complaint(text) == nil) }

    @Test(
        "What Bedrock refuses is refused in its words",
        arguments: [
            (body(version: ""), "anthropic_version: Field required"),
            (body(version: #""anthropic_version":"2023-06-01","#), "anthropic_version: Input should be"),
            (body(max: ""), "max_tokens: Field required"),
            (body(max: #""max_tokens":0,"#), "max_tokens: Input should be greater"),
            (body(messages: #""metadata":{}"#), "messages: Field required"),
            (messages(""), "messages: at least one message is required"),
            (body(#""model":"x""#), "model: Extra inputs are not permitted"),
            (body(#""stream":true"#), "stream: Extra inputs are not permitted"),
            (body(#""cache_control":{"type":"ephemeral"}"#), "cache_control: Extra inputs are not permitted"),
            (body(#""service_tier":"auto""#), "service_tier: Extra inputs are not permitted"),
            (body(#""anthropic_beta":["claude-code-20250219"]"#), "invalid beta flag"),
            (body(#""anthropic_beta":["dangerous-tool-use-2026-09-03"]"#), "invalid beta flag"),
            (body(#""safeguards":[]"#), "safeguards: Extra inputs are not permitted"),
            (
                body(#""system":[{"type":"text","text":"x","cache_control":{"type":"ephemeral","scope":"global"}}]"#),
                "system.0.cache_control.ephemeral.scope: Extra inputs are not permitted"
            ),
            (
                body(#""tools":[{"name":"a","input_schema":{"type":"object"},"eager_input_streaming":true}]"#),
                "tools.0.custom.eager_input_streaming: Extra inputs are not permitted"
            ),
            (
                body(#""tools":[{"name":"a","input_schema":{"type":"object"},"defer_loading":true}]"#),
                "tools.0.custom.defer_loading: Extra inputs are not permitted"
            ),
            (body(#""tools":[{"name":"a","input_schema":{}}]"#), "tools.0.custom.input_schema.type: Field required"),
            (
                body(#""tools":[{"name":"a","input_schema":{"type":["object"]}}]"#),
                "tools.0.custom.input_schema.type: Input should be 'object'"
            ),
            (
                body(#""tools":[{"name":"a b","input_schema":{"type":"object"}}]"#),
                "tools.0.custom.name: String should match"
            ),
            (
                body(#""tools":[{"type":"web_search_20250305","name":"web_search"}]"#),
                "The provided request is not valid"
            ),
            (
                body(#""context_management":{"edits":[]}"#),
                "context_management: Extra inputs are not permitted"
            ),
            (
                body(
                    #""anthropic_beta":["context-management-2025-06-27"],"#
                        + #""context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]}"#
                ),
                "context_management.edits.0: Input tag 'clear_thinking_20251015'"
            ),
            (body(#""output_config":{"task_budget":{}}"#), "output_config.task_budget: Extra inputs are not permitted"),
            (body(#""thinking":{"type":"enabled","budget_tokens":2048}"#), "`max_tokens` must be greater than"),
            (
                messages(#"{"role":"user","content":[{"type":"image","source":{"type":"url","url":"http://x"}}]}"#),
                "messages.0.content.0.image.source: Input tag 'url'"
            ),
            (
                messages(#"{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"x"}}]}"#),
                "messages.0.content.0.document.source: Input tag 'file'"
            ),
            (
                messages(#"{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"server_tool_use"}]}"#),
                "messages.1.content.0: Input tag 'server_tool_use'"
            ),
            (messages(#"{"role":"assistant","content":"a"}"#), "messages: first message must use"),
            (messages(#"{"role":"bot","content":"a"}"#), "messages.0.role: Input should be 'user' or 'assistant'"),
            (
                messages(#"{"role":"user","content":[{"type":"text","text":""}]}"#),
                "messages: text content blocks must be"
            ),
            (messages(#"{"role":"user","content":"a","output_config":{}}"#), "messages.0.output_config: Extra inputs"),
        ]
    )
    func refused(_ text: String, _ expected: String) throws {
        let complaint = try #require(try complaint(text))
        #expect(complaint.hasPrefix(expected), "\(complaint)")
    }

    @Test("Calls need their results right after them, in front of all other content")
    func pairing() throws {
        let call =
            #"{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"x","input":{}}]}"#
        let result = #"{"type":"tool_result","tool_use_id":"t1"}"#
        let unanswered = "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t1."

        #expect(try complaint(Self.messages(call))?.hasPrefix(unanswered) == true)
        #expect(try complaint(Self.messages(#"\#(call),{"role":"user","content":"b"}"#))?.hasPrefix(unanswered) == true)
        let late = #"\#(call),{"role":"user","content":[{"type":"text","text":"b"},\#(result)]}"#
        #expect(try complaint(Self.messages(late))?.hasPrefix(unanswered) == true)
        let between = #"\#(call),{"role":"system","content":"b"},{"role":"user","content":[\#(result)]}"#
        #expect(try complaint(Self.messages(between))?.hasPrefix(unanswered) == true)
        let uncalled = #"{"role":"user","content":[\#(result)]}"#
        #expect(
            try complaint(Self.messages(uncalled))?.contains("unexpected `tool_use_id` found in `tool_result`") == true
        )
        #expect(try complaint(Self.messages(#"\#(call),{"role":"user","content":[\#(result)]}"#)) == nil)
    }

    @Test("At most four breakpoints, none of them on thinking")
    func breakpoints() throws {
        let block = #"{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}"#
        func body(_ count: Int) -> String {
            Self.body(#""system":[\#(Array(repeating: block, count: count).joined(separator: ","))]"#)
        }
        let thinking = #"{"type":"thinking","thinking":"","signature":"s","cache_control":{"type":"ephemeral"}}"#

        #expect(try complaint(body(4)) == nil)
        #expect(
            try complaint(body(5)) == "A maximum of 4 blocks with cache_control may be provided. Found 5."
        )
        let list = #"{"role":"user","content":"a"},{"role":"assistant","content":[\#(thinking)]}"#
        #expect(try complaint(Self.messages(list))?.hasSuffix("cache_control: Extra inputs are not permitted") == true)
    }

    @Test("Models have limits of their own")
    func profiles() throws {
        let system = Self.messages(#"{"role":"user","content":"a"},{"role":"system","content":"b"}"#)
        let prefill = Self.messages(#"{"role":"user","content":"a"},{"role":"assistant","content":"b"}"#)
        let manual = Self.body(#""thinking":{"type":"enabled","budget_tokens":1024}"#)
        let adaptive = Self.body(#""thinking":{"type":"adaptive"}"#)
        let new = Self.body(version: #""anthropic_version":"2026-10-21","#)

        #expect(
            try complaint(system, ModelProfile(refusesSystemRole: true))
                == "role 'system' is not supported on this model"
        )
        #expect(try complaint(prefill, ModelProfile(refusesPrefill: true))?.contains("message prefill") == true)
        #expect(try complaint(manual, ModelProfile(refusesManualThinking: true))?.contains("not supported") == true)
        #expect(
            try complaint(adaptive, ModelProfile(refusesAdaptiveThinking: true))
                == "adaptive thinking is not supported on this model"
        )
        #expect(
            try complaint(Self.body(), ModelProfile(maxTokens: 100))?.contains("exceeds the model limit of 100") == true
        )
        #expect(try complaint(new, ModelProfile(acceptsNewVersion: true)) == nil)
        #expect(try [prefill, manual, adaptive, Self.body()].compactMap { try complaint($0) }.isEmpty)
    }

    @Test("Rules can be switched off one by one")
    func switches() throws {
        let extra = Self.body(#""model":"x""#)
        #expect(try complaint(extra, rules: .standard.subtracting(.topLevelFields)) == nil)
        #expect(try complaint("{}", rules: .none) == nil)
    }

    @Test("Signatures of thinking blocks can be held against the upstream's own")
    func thinkingSignatures() throws {
        func list(_ signature: String) -> String {
            Self.messages(
                #"{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"why","signature":"\#(signature)"}]}"#
            )
        }
        let rules = RequestRules.standard.union(.thinkingSignatures)

        #expect(try complaint(list(AnswerBlock.signature(of: "why")), rules: rules) == nil)
        #expect(try complaint(list("other"), rules: rules)?.contains("Invalid `signature` in `thinking` block") == true)
    }
}
