import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages body, adjustments")
struct MessagesAdjustmentTests {
    typealias Bodies = MessagesBodyTests
    private static let betas = [
        "claude-code-20250219", "context-1m-2025-08-07", "context-management-2025-06-27", "per-turn-control-2026-07-01",
        "effort-2025-11-24",
    ]

    @Test(
        "A field goes with its flags",
        arguments: [
            (
                "context_management", #"{"model":"m","context_management":{"edits":[]},"messages":[]}"#,
                #"{"model":"m","messages":[]}"#, "context-management-"
            ),
            (
                "output_config.effort", #"{"model":"m","output_config":{"effort":"low","format":{}},"messages":[]}"#,
                #"{"model":"m","output_config":{"format":{}},"messages":[]}"#, "effort-"
            ),
            (
                "messages.output_config",
                #"{"model":"m","messages":[{"role":"system","content":"s","output_config":{"effort":"low"}},{"role":"user","content":"x"}]}"#,
                #"{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"x"}]}"#,
                "per-turn-control-"
            ),
            (
                "tools.defer_loading",
                #"{"model":"m","tools":[{"name":"a","defer_loading":true},{"name":"b"}],"messages":[]}"#,
                #"{"model":"m","tools":[{"name":"a"},{"name":"b"}],"messages":[]}"#, "advanced-tool-use-"
            ),
            (
                "thinking.display", #"{"model":"m","thinking":{"type":"adaptive","display":"updates"},"messages":[]}"#,
                #"{"model":"m","thinking":{"type":"adaptive"},"messages":[]}"#, "thinking-display-"
            ),
            ("new_field", #"{"new_field":[1],"model":"m","messages":[]}"#, #"{"model":"m","messages":[]}"#, "none-"),
            (
                "messages.content.caller",
                #"{"model":"m","messages":[{"role":"assistant","content":[{"type":"tool_use","caller":{"type":"direct"}},"x"]}]}"#,
                #"{"model":"m","messages":[{"role":"assistant","content":[{"type":"tool_use"},"x"]}]}"#, "none-"
            ),
        ]
    )
    func withoutField(_ field: String, _ body: String, _ left: String, _ flag: String) async throws {
        let sent = try await Bodies.sent(body, model: "m", [.withoutField(field)], betas: Self.betas)

        #expect(sent.body == left)
        #expect(sent.betas == Self.betas.filter { !$0.hasPrefix(flag) }.joined(separator: ","))
    }

    @Test("A field of cache breakpoints goes wherever one stands")
    func cacheControl() async throws {
        let mark = #""cache_control":{"type":"ephemeral","scope":"global"}"#
        let body =
            #"{"model":"m",\#(mark),"system":[{"type":"text","text":"s",\#(mark)}],"tools":[{"name":"a",\#(mark)}],"#
            + #""messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"text","text":"x",\#(mark)}],\#(mark)}]}]}"#
        let sent = try await Bodies.sent(body, model: "m", [.withoutField("cache_control.scope")])

        #expect(sent.body == body.replacing(#","scope":"global""#, with: ""))
    }

    @Test("What makes a request is never left out", arguments: ["messages", "model", "max_tokens", "tools"])
    func required(_ field: String) async throws {
        let body = #"{"model":"m","max_tokens":1,"tools":[],"messages":[]}"#

        #expect(try await Bodies.sent(body, model: "m", [.withoutField(field)]).body == body)
    }

    @Test("Without flags go the fields that need one, and only those")
    func withoutBetas() async throws {
        let body =
            #"{"model":"m","context_management":{},"mcp_servers":[],"output_config":{"effort":"low"},"messages":[]}"#
        let sent = try await Bodies.sent(body, model: "m", [.withoutBetas], betas: Self.betas)

        #expect(sent.body == #"{"model":"m","output_config":{"effort":"low"},"messages":[]}"#)
        #expect(sent.betas == nil)
    }

    @Test("A flag goes by itself, or with the field that needs it")
    func withoutFlag() async throws {
        let body = #"{"model":"m","context_management":{},"messages":[]}"#
        let long = try await Bodies.sent(
            body,
            model: "m",
            [.withoutField("anthropic_beta.context-1m-")],
            betas: Self.betas
        )
        let two = try await Bodies.sent(
            body,
            model: "m",
            [.withoutField("anthropic_beta.context-management-2025-06-27,effort-2025-11-24")],
            betas: Self.betas
        )

        #expect(long.body == body)
        #expect(long.betas == Self.betas.filter { !$0.hasPrefix("context-1m-") }.joined(separator: ","))
        #expect(two.body == #"{"model":"m","messages":[]}"#)
        #expect(two.betas == "claude-code-20250219,context-1m-2025-08-07,per-turn-control-2026-07-01")
    }

    @Test("System turns become user turns in place, without what no user may say")
    func withoutSystemTurns() async throws {
        let change = #"{"type":"tool_addition","tool":{"type":"tool_reference","name":"n"}}"#
        let body =
            #"{"model":"m","messages":[{"role":"user","content":"a"},"#
            + #"{"role":"system","content":"s","output_config":{"effort":"low"}},"#
            + #"{"role":"system","clear_at":"never","content":[\#(change),{"type":"text","text":"t"}]},"#
            + #"{"role":"system","content":[\#(change)]},{"role":"assistant","content":"b"}]}"#

        #expect(
            try await Bodies.sent(body, model: "m", [.withoutSystemTurns]).body
                == #"{"model":"m","messages":[{"role":"user","content":"a"},{"role":"user","content":"s"},"#
                + #"{"role":"user","content":[{"type":"text","text":"t"}]},{"role":"assistant","content":"b"}]}"#
        )
    }

    @Test(
        "Limits and efforts are set where they are, or added",
        arguments: [
            (
                #"{"model":"m","max_tokens":128000,"messages":[]}"#, RequestAdjustment.maxTokens(64000),
                #"{"model":"m","max_tokens":64000,"messages":[]}"#
            ),
            (
                #"{"model":"m","max_tokens":10,"messages":[]}"#, .maxTokens(64000),
                #"{"model":"m","max_tokens":10,"messages":[]}"#
            ),
            (#"{"model":"m","messages":[]}"#, .maxTokens(5), #"{"model":"m","messages":[],"max_tokens":5}"#),
            (
                #"{"model":"m","output_config":{"effort":"max"},"messages":[]}"#, .reasoningEffort("low"),
                #"{"model":"m","output_config":{"effort":"low"},"messages":[]}"#
            ),
            (
                #"{"model":"m","output_config":{},"messages":[]}"#, .reasoningEffort("low"),
                #"{"model":"m","output_config":{"effort":"low"},"messages":[]}"#
            ),
            (
                #"{"model":"m","messages":[]}"#, .reasoningEffort("low"),
                #"{"model":"m","messages":[],"output_config":{"effort":"low"}}"#
            ),
            (
                #"{"model":"m","max_tokens":9,"messages":[]}"#, .renamedField("max_tokens", to: "max_output"),
                #"{"model":"m","max_output":9,"messages":[]}"#
            ),
            (#"{"model":"m","messages":[]}"#, .repeated, #"{"model":"m","messages":[]}"#),
        ]
    )
    func values(_ body: String, _ adjustment: RequestAdjustment, _ sent: String) async throws {
        #expect(try await Bodies.sent(body, model: "m", [adjustment]).body == sent)
    }

    @Test("DeepSeek refuses a type that says nothing")
    func customTools() async throws {
        let body =
            #"{"model":"m","tools":[{"type":"custom","name":"a"},{"name":"b"},{"type":"web_search_20250305"}],"messages":[]}"#
        let deepSeek = try await Bodies.sent(
            body,
            model: "m",
            vendor: .compatible,
            base: "https://api.deepseek.com/anthropic"
        )

        #expect(deepSeek.body == body.replacing(#""type":"custom","#, with: ""))
        #expect(try await Bodies.sent(body, model: "m", vendor: .compatible).body == body)
    }

    @Test("Everything at once does not collide")
    func everything() async throws {
        let manual =
            #","thinking":{"type":"enabled","budget_tokens":1024,"display":"omitted"},"#
            + #""context_management":{"edits":[{"type":"clear_thinking_20251015"}]},"output_config":{"effort":"low"}"#
        let body = Bodies.body([Bodies.ours, Bodies.call], then: [Bodies.result], more: manual)
        let sent = try await Bodies.sent(
            body,
            [
                .withoutBetas, .withoutField("thinking.display"), .withoutField("context_management"), .maxTokens(9),
                .withoutReasoning, .withoutSystemTurns, .reasoningEffort("high"), .withoutField("output_config.effort"),
                .renamedField("thinking", to: "reasoning"), .withoutField("messages.content.caller"),
            ]
        )

        #expect(sent.body.hasPrefix(#"{"model":"claude-sonnet-4-5", "messages":[{"role":"user","content":"hi"} , "#))
        #expect(sent.body.contains(#""reasoning":{"type":"disabled"}"#))
        #expect(!sent.body.contains("context_management"))
    }
}
