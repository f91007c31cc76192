import NIOCore
import Providers
import Testing

@Suite("Messages body, manual thinking in a tool loop")
struct MessagesThinkingSwitchTests {
    typealias Bodies = MessagesBodyTests
    private static let manual = #","thinking":{"type":"enabled","budget_tokens":1024}"#
    private static let off = #","thinking":{"type":"disabled"}"#

    private func turn(_ blocks: String...) -> String {
        #"{"role":"assistant","content":[\#(blocks.joined(separator: ","))]}"#
    }

    @Test(
        "A loop that lost its thinking, or never had any, goes without",
        arguments: [
            [Bodies.ours, Bodies.call], [Bodies.unsigned, Bodies.call], [Bodies.call],
            [#"{"type":"text","text":"x"}"#, Bodies.call],
        ]
    )
    func off(_ blocks: [String]) async throws {
        let sent = try await Bodies.sent(Bodies.body(blocks, then: [Bodies.result], more: Self.manual)).body

        #expect(sent.hasSuffix(Self.off + "}"))
    }

    @Test("A loop that begins with Claude's own thinking keeps it, also in its later turns")
    func kept() async throws {
        let body = Bodies.body([Bodies.signed, Bodies.call], then: [Bodies.result], more: Self.manual)
        let later = Bodies.body(
            [Bodies.redacted, Bodies.call],
            then: [Bodies.result, turn(Bodies.call), Bodies.result],
            more: Self.manual
        )

        #expect(try await Bodies.sent(body).body == body)
        #expect(try await Bodies.sent(later).body == later)
    }

    @Test("A later turn that lost its thinking takes it from the loop")
    func lostLater() async throws {
        let body = Bodies.body(
            [Bodies.signed, Bodies.call],
            then: [Bodies.result, turn(Bodies.ours, Bodies.call), Bodies.result],
            more: Self.manual
        )

        #expect(try await Bodies.sent(body).body.hasSuffix(Self.off + "}"))
    }

    @Test(
        "Outside of a loop nothing is asked of the last turn",
        arguments: [
            [#"{"role":"user","content":"and now?"}"#],
            [
                Bodies.result, #"{"role":"assistant","content":"done"}"#,
                #"{"role":"user","content":[{"type":"text","text":"x"}]}"#,
            ],
        ]
    )
    func noLoop(_ then: [String]) async throws {
        let body = Bodies.body([Bodies.call], then: then, more: Self.manual)

        #expect(try await Bodies.sent(body).body == body)
    }

    @Test("A word of the user's behind a result does not end the loop")
    func wordBehindResult() async throws {
        let then = [Bodies.result, #"{"role":"user","content":"quick"}"#]
        let sent = try await Bodies.sent(Bodies.body([Bodies.call], then: then, more: Self.manual)).body

        #expect(sent.hasSuffix(Self.off + "}"))
    }

    @Test(
        "Adaptive thinking and other models have no such rule",
        arguments: [
            (#","thinking":{"type":"adaptive"}"#, "claude-sonnet-4-5"), ("", "claude-sonnet-4-5"),
            (#","thinking":{"type":"enabled","budget_tokens":1024}"#, "kimi-k2"),
        ]
    )
    func noRule(_ thinking: String, _ model: String) async throws {
        let body = Bodies.body([Bodies.call], then: [Bodies.result], more: thinking)
            .replacing("claude-sonnet-4-5", with: model)
        let sent = try await Bodies.sent(body, model: model, vendor: model == "kimi-k2" ? .compatible : .anthropic)

        #expect(sent.body == body)
    }

    @Test(
        "What clears thinking goes with it",
        arguments: [
            (#"{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]}"#, ""),
            (
                #"{"edits":[{"type":"clear_tool_uses_20250919"},{"type":"clear_thinking_20251015"}]}"#,
                #","context_management":{"edits":[{"type":"clear_tool_uses_20250919"}]}"#
            ),
        ]
    )
    func clearing(_ field: String, _ left: String) async throws {
        let more = Self.manual + #","context_management":\#(field)"#
        let sent = try await Bodies.sent(Bodies.body([Bodies.call], then: [Bodies.result], more: more)).body

        #expect(sent.hasSuffix(Self.off + left + "}"))
    }
}
