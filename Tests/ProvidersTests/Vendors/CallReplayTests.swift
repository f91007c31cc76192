import Providers
import Testing

@Suite("What a tool call came with goes back to its upstream")
struct CallReplayTests {
    private static let signed = #""extra_content":{"google":{"thought_signature":"QUJD"}}"#
    private static let placeholder =
        #""extra_content":{"google":{"thought_signature":"skip_thought_signature_validator"}}"#

    private func answer(_ id: String, more: String, isStreaming: Bool) -> String {
        let call =
            #"{"index":0,"id":"\#(id)","type":"function",\#(more)"function":{"name":"Read","arguments":"{}"}}"#
        let message = #"{"role":"assistant","content":null,"tool_calls":[\#(call)]}"#
        return isStreaming
            ? ChatAnswer.stream([message], finish: "tool_calls")
            : #"{"choices":[{"index":0,"message":\#(message),"finish_reason":"tool_calls"}]}"#
    }

    @Test(
        "Gemini gets its signature of a call again, whether the client was shown thoughts or not",
        arguments: [true, false],
        [#""type":"adaptive""#, #""type":"adaptive","display":"omitted""#]
    )
    func gemini(isStreaming: Bool, thinking: String) async throws {
        var conversation = ReplayedConversation(
            .gemini,
            model: "gemini-3-pro-preview",
            thinking: thinking,
            isStreaming: isStreaming
        )

        let blocks = try await conversation.turn(answer("c1", more: "\(Self.signed),", isStreaming: isStreaming))
        let next = try await conversation.next()

        #expect(blocks.map(\.type) == [thinking.contains("omitted") ? "thinking" : "redacted_thinking", "tool_use"])
        #expect(next.contains(Self.signed), "\(next)")
        #expect(!next.contains(Self.placeholder))
    }

    @Test("A call of Gemini 3 that has lost its signature, or never had one, gets the placeholder; older models none")
    func lost() async throws {
        for (model, isExpected) in [("gemini-3-pro-preview", true), ("gemini-2.5-pro", false)] {
            var conversation = ReplayedConversation(.gemini, model: model, thinking: nil, isStreaming: true)

            let blocks = try await conversation.turn(answer("c1", more: "\(Self.signed),", isStreaming: true))

            #expect(blocks.map(\.type) == ["tool_use"])
            #expect(try await conversation.next().contains(Self.placeholder) == isExpected)
        }
    }

    @Test("Nobody else is shown Gemini's signature")
    func otherOrigin() async throws {
        var conversation = ReplayedConversation(
            .gemini,
            model: "gemini-3-pro-preview",
            thinking: #""type":"adaptive""#,
            isStreaming: true
        )
        _ = try await conversation.turn(answer("c1", more: "\(Self.signed),", isStreaming: true))
        let others = [
            (ChatCompletionsVendor.gemini, "gemini-3-flash"), (.groq, "openai/gpt-oss-120b"), (.openRouter, "x/y"),
        ]

        for (vendor, model) in others {
            let next = try await conversation.next(vendor, model: model)
            #expect(!next.contains("QUJD"))
        }
    }

    @Test("Kimi gets its own ids again, though clients take none with dots and colons", arguments: [true, false])
    func kimi(isStreaming: Bool) async throws {
        var conversation = ReplayedConversation(
            .moonshot,
            model: "kimi-k2-0905-preview",
            thinking: nil,
            isStreaming: isStreaming
        )

        let blocks = try await conversation.turn(answer("functions.Read:0", more: "", isStreaming: isStreaming))
        let next = try await conversation.next()

        #expect(blocks.first?.id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) } == true)
        #expect(next.contains(#""id":"functions.Read:0""#))
        #expect(next.contains(#""tool_call_id":"functions.Read:0""#))
    }
}
