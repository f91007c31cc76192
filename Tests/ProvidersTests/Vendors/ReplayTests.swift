import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("What an answer says comes back in the next request")
struct ReplayTests {
    private static let omitted = #""type":"adaptive","display":"omitted""#

    @Test(
        "A thought returns to the model that had it, whether the client was shown it or not",
        arguments: ThinkingAnswer.all,
        [(omitted, true), (omitted, false), (#""type":"adaptive""#, true), (#""type":"adaptive""#, false)]
    )
    func roundTrip(_ answer: ThinkingAnswer, _ client: (thinking: String, isStreaming: Bool)) async throws {
        var conversation = ReplayedConversation(
            answer.vendor,
            model: answer.model,
            thinking: client.thinking,
            isStreaming: client.isStreaming
        )

        let blocks = try await conversation.turn(answer.answer(isStreaming: client.isStreaming))
        let next = try await conversation.next()

        #expect(blocks.map(\.type) == ["thinking", "tool_use"])
        #expect(blocks[0].content.isEmpty == (client.thinking == Self.omitted))
        #expect(!blocks[0].signature.isEmpty)
        #expect(next.contains(answer.replayed), "\(next)")
    }

    @Test(
        "Nobody asked, so nobody is told",
        arguments: ThinkingAnswer.all,
        [(nil, true), (nil, false), (#""type":"disabled""#, true)]
    )
    func notAskedFor(_ answer: ThinkingAnswer, _ client: (thinking: String?, isStreaming: Bool)) async throws {
        var conversation = ReplayedConversation(
            answer.vendor,
            model: answer.model,
            thinking: client.thinking,
            isStreaming: client.isStreaming
        )

        let blocks = try await conversation.turn(answer.answer(isStreaming: client.isStreaming))

        #expect(blocks.map(\.type) == ["tool_use"])
    }

    @Test("A summary is asked for where it is shown, and the reasoning itself in any case")
    func summary() async throws {
        let omitted = ReplayedConversation(.openAI, model: "gpt-5.5", thinking: Self.omitted, isStreaming: true)
        let shown = ReplayedConversation(.openAI, model: "gpt-5.5", thinking: #""type":"adaptive""#, isStreaming: true)

        #expect(try await !omitted.next().contains(#""summary""#))
        #expect(try await omitted.next().contains("reasoning.encrypted_content"))
        #expect(try await shown.next().contains(#""summary":"auto""#))
    }

    @Test(
        "A server that counts its calls from 0 in every answer gets different ids all the same",
        arguments: [true, false]
    )
    func callIDs(isStreaming: Bool) async throws {
        for answer in [ThinkingAnswer.all[1], ThinkingAnswer.all[4]] {
            var conversation = ReplayedConversation(
                answer.vendor,
                model: answer.model,
                thinking: nil,
                isStreaming: isStreaming
            )

            var ids: [String] = []
            for _ in 0..<3 {
                let blocks = try await conversation.turn(answer.answer(isStreaming: isStreaming))
                ids += blocks.map(\.id)
            }
            let next = try await conversation.next()

            #expect(ids.first == "call_0")
            #expect(ids.count == 3 && Set(ids).count == 3)
            let places = try ids.enumerated().map { number, id in
                // Each result stands behind its own call, in the history's order.
                let result = try #require(next.firstRange(of: "result \(2 + 2 * number)"))
                let call = try #require(next.firstRange(of: "\"\(id)\""))
                return (call.lowerBound, result.lowerBound)
            }
            for (before, after) in zip(places, places.dropFirst()) { #expect(before.1 < after.0) }
            #expect(places.allSatisfy { $0.0 < $0.1 })
        }
    }

    @Test("An estimate of input tokens learns from what the target counted, and takes the target's tokenizer")
    func estimate() async throws {
        let words = String(repeating: "Some words that are counted. ", count: 200)
        let body =
            #"{"model":"claude-opus-4-8","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"\#(words)"}]}"#
        let request = try MessagesRequest(body: ByteBuffer(string: body))
        let plain = try TokenEstimate.inputTokens(of: request, model: "openai/gpt-oss-120b")
        let provider = ChatCompletionsProvider(vendor: .groq, apiKey: nil, now: { 0 })

        func estimated(_ model: String, counted: Int) async throws -> Int? {
            let target = Target(provider: "groq", model: model)
            let translator = try await provider.call(for: request, target: target, adjustments: []).translator
            let answer =
                ChatAnswer.chunk(#"{"content":"a"}"#) + ChatAnswer.finish("stop")
                + #"data: {"choices":[],"usage":{"prompt_tokens":\#(counted),"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":100}}}"#
                + "\n\n" + ChatAnswer.done
            let run = TranslatorRun(translator, [ByteBuffer(string: answer)])
            return try StreamedMessage(reading: run.output).startUsage["input_tokens"]
        }

        #expect(try await estimated("a", counted: 2 * plain) == plain)
        #expect(try await estimated("a", counted: 2 * plain) == 2 * plain)
        #expect(try await estimated("b", counted: 1000 * plain) == plain, "another target, and no count to be believed")
        #expect(try await estimated("b", counted: plain) == plain)
        #expect(try await estimated("a", counted: plain) == 2 * plain)
        let later = try #require(try await estimated("a", counted: plain))
        #expect((plain + 1..<2 * plain).contains(later))
        let corrected = provider.corrected(plain, for: Target(provider: "groq", model: "a"))
        #expect((plain + 1..<later).contains(corrected))
    }
}
