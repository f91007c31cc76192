import NIOCore
import Providers
import Testing

@Suite("Chat Completions → Messages: any stream")
struct ChatStreamPropertyTests {
    @Test("Nothing of an answer is lost, doubled or mixed up, however it comes", arguments: [2026, 11, 22] as [UInt64])
    func nothingIsLost(_ seed: UInt64) throws {
        var generator = AnswerGenerator(seed: seed)
        for round in 0..<150 {
            let (chunks, expectation) = generator.answer()
            let stream = ByteBuffer(string: chunks.joined())
            let run = Self.run(stream.cut(every: [1 + generator.below(50), 300, Int.max][generator.below(3)]))

            let message = try StreamedMessage(reading: run.output)
            try #require(run.failure == nil, "round \(round)")
            try #require(message.isComplete, "round \(round)")
            try #require(Self.understood(message) == expectation, "round \(round): \(chunks)")
            try #require(message.stopReason == (expectation.calls.isEmpty ? "end_turn" : "tool_use"), "round \(round)")
        }
    }

    @Test(
        "Whatever is broken, the client gets the beginning of a right stream, and a failure if its end is missing",
        arguments: [2026, 11, 22] as [UInt64]
    )
    func mutations(_ seed: UInt64) throws {
        var generator = AnswerGenerator(seed: seed)
        var complete = 0
        var failed = 0
        for round in 0..<250 {
            let stream = Self.mutated(generator.answer().chunks, &generator)
            let context = ChatAnswer.context(
                thinking: [.shown, .shown, .omitted, .none][generator.below(4)],
                stopSequences: generator.below(4) == 0 ? ["x{", "}"] : [],
                thinkTags: generator.below(4) == 0 ? .tagged : .none
            )
            let run = Self.run(ByteBuffer(bytes: stream).cut(every: 1 + generator.below(2000)), context)

            guard let message = try? StreamedMessage(reading: run.output) else {
                Issue.record("round \(round): \(run.text) of \(String(decoding: stream, as: UTF8.self))")
                return
            }
            try #require((run.failure == nil) == message.isComplete, "round \(round)")
            complete += message.isComplete ? 1 : 0
            failed += run.failure == nil ? 0 : 1
        }

        // The mutations are worth something only if some streams survive them and some do not.
        #expect(complete > 25)
        #expect(failed > 25)
    }

    @Test(
        "A whole answer that is broken is a message or a failure, and never a crash",
        arguments: [2026, 11] as [UInt64]
    )
    func wholeMutations(_ seed: UInt64) throws {
        let body =
            #"{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":[{"type":"text","text":"<think>a"}],"#
            + #""reasoning_details":[{"type":"reasoning.encrypted","data":"x","index":0}],"tool_calls":[{"id":"c","function":"#
            + #"{"name":"Read","arguments":"{'a':\"b\",}"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}"#
        var generator = AnswerGenerator(seed: seed)
        for _ in 0..<500 {
            var translator = ChatCompletionToMessage(context: ChatAnswer.context(thinkTags: .tagged))
            let bytes = Self.mutated([body], &generator)
            do throws(UpstreamFailure) {
                _ = try translator.push(ByteBuffer(bytes: bytes))
                let message = try translator.finish()
                #expect(message.readableBytes > 100)
            } catch {
                #expect(!error.message.isEmpty)
            }
        }
    }

    private static func run(
        _ pieces: [ByteBuffer],
        _ context: TranslationContext = ChatAnswer.context(isRepeated: true)
    ) -> TranslatorRun {
        TranslatorRun(ChatCompletionsToMessages(context: context), pieces)
    }

    private static func understood(_ message: StreamedMessage) -> AnswerGenerator.Expectation {
        var understood = AnswerGenerator.Expectation()
        for block in message.blocks {
            switch block {
            case .text(let text): understood.text += text
            case .thinking(let text, _): understood.thoughts += text
            case .redacted: break
            case .toolUse(_, let name, let json): understood.calls.append([name, json])
            }
        }
        return understood
    }

    /// The bytes of a stream with bytes changed, lost or doubled, or with chunks missing or in another order.
    private static func mutated(_ chunks: [String], _ generator: inout AnswerGenerator) -> [UInt8] {
        var chunks = chunks
        if generator.below(3) == 0 { chunks.remove(at: generator.below(chunks.count)) }
        if chunks.count > 1, generator.below(3) == 0 {
            chunks.swapAt(generator.below(chunks.count), generator.below(chunks.count))
        }
        var bytes = Array(chunks.joined().utf8)
        for _ in 0..<generator.below(4) where !bytes.isEmpty {
            let start = generator.below(bytes.count)
            let end = min(bytes.count, start + 1 + generator.below(40))
            switch generator.below(5) {
            case 0: bytes[start] ^= 1 << UInt8(generator.below(8))
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: generator.below(bytes.count))
            case 3: bytes.removeSubrange(start...)
            default: bytes[start] = UInt8(generator.below(256))
            }
        }
        return bytes
    }
}
