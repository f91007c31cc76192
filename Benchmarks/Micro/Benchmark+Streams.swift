import MessagesAPI
import NIOCore
import Providers

extension Benchmark {
    static var streams: [Benchmark] {
        [parseSSE, writeSSE, decodeEventStream] + [
            answer("Chat Completions, text", SampleStream.chatText) { ChatCompletionsToMessages(context: context()) },
            answer("Chat Completions, tool call", opening: [SampleStream.chatToolStart], SampleStream.chatTool) {
                ChatCompletionsToMessages(context: context())
            },
            answer("Chat Completions, reasoning", SampleStream.chatReasoning) {
                ChatCompletionsToMessages(context: context())
            },
            answer("Responses, text", opening: SampleStream.responsesOpening, SampleStream.responsesText) {
                ResponsesToMessages(context: context())
            },
            answer("Messages pass-through, text", opening: SampleStream.messagesOpening, SampleStream.messagesText) {
                MessagesPassthrough(requestedModel: "claude-sonnet-4-5", vendorName: "Anthropic")
            },
            answer("Bedrock, text", opening: SampleStream.bedrockOpening, SampleStream.bedrockText) {
                BedrockEventsToMessages(requestedModel: "claude-sonnet-4-5")
            },
        ]
    }

    private static var parseSSE: Benchmark {
        let chunk = SampleStream.chatText
        return Benchmark("SSE: parse", per: .event(chunk.readableBytes)) {
            { count in
                var parser = SSEParser()
                for _ in 0..<count {
                    parser.push(chunk)
                    use(try parser.next())
                }
            }
        }
    }

    private static var writeSSE: Benchmark {
        let json = ByteBuffer(string: SampleStream.textDelta)
        return Benchmark("SSE: write", per: .event(json.readableBytes)) {
            { count in
                for _ in 0..<count {
                    var output = ByteBuffer()
                    SSEWriter.write(.contentBlockDelta, json: json, to: &output)
                    use(output)
                }
            }
        }
    }

    private static var decodeEventStream: Benchmark {
        let frame = SampleStream.bedrockFrame(SampleStream.textDelta)
        return Benchmark("Event stream: decode", per: .event(frame.readableBytes)) {
            { count in
                var decoder = EventStreamDecoder()
                for _ in 0..<count {
                    decoder.push(frame)
                    use(try decoder.next())
                }
            }
        }
    }

    /// Most events in one answer; a new one begins after so many.
    private static let eventsPerAnswer = 1000

    /// What a translator does with one event in the middle of an answer; its beginning is part of the sum.
    private static func answer(
        _ name: String,
        opening: [ByteBuffer] = [],
        _ chunk: ByteBuffer,
        _ make: @escaping () -> any ResponseTranslator
    ) -> Benchmark {
        Benchmark("Answer: \(name)", per: .event(chunk.readableBytes)) {
            var probe = make()
            for chunk in opening { _ = try probe.push(chunk) }
            guard try probe.push(chunk).readableBytes > 0 else { throw UnusableSample(name: name) }
            return { count in
                var left = count
                while left > 0 {
                    var translator = make()
                    for chunk in opening { use(try translator.push(chunk)) }
                    for _ in 0..<min(left, eventsPerAnswer) { use(try translator.push(chunk)) }
                    left -= eventsPerAnswer
                }
            }
        }
    }

    private static func context() -> TranslationContext {
        TranslationContext(
            requestedModel: "claude-sonnet-4-5",
            messageID: "msg_1",
            toolNames: toolNames,
            origin: "groq/model",
            thinking: .shown,
            stopSequences: [],
            estimatedInputTokens: 1000,
            thinkTags: .none,
            makeToolID: { "toolu_1" },
            endsWithoutFinish: false
        )
    }

    private static let toolNames = {
        guard let request = try? MessagesRequest(body: SampleConversation.smallBody).decoded() else {
            preconditionFailure("the sample is a request")
        }
        return ToolNames(request)
    }()
}
