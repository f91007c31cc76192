import MessagesAPI
import NIOCore
import Providers
import Synchronization

/// Answers of Chat Completions as servers send them, and what becomes of them.
struct ChatAnswer {
    /// What the client gets of it, up to a failure.
    let message: StreamedMessage
    let failure: UpstreamFailure?
    let usage: TokenUsage
    let reportedCostUSD: Double?
    let isComplete: Bool

    /// Translates a stream, all of it in one chunk.
    init(_ stream: String, context: TranslationContext = Self.context()) throws {
        try self.init([stream], context: context)
    }

    /// Translates a stream in these pieces.
    init(_ pieces: [String], context: TranslationContext = Self.context()) throws {
        let translator = ChatCompletionsToMessages(context: context)
        let run = TranslatorRun(translator, pieces.map { ByteBuffer(string: $0) })
        message = try StreamedMessage(reading: run.output)
        failure = run.failure
        usage = run.translator.usage
        reportedCostUSD = run.translator.reportedCostUSD
        isComplete = run.translator.isComplete
    }

    /// A context in which everything is shown and nothing special; ids of tools count from 1.
    static func context(
        toolNames: ToolNames = Self.noToolNames,
        thinking: ThinkingDisplay = .shown,
        stopSequences: [String] = [],
        thinkTags: ThinkTags = .none,
        endsWithoutFinish: Bool = false,
        isRepeated: Bool = false
    ) -> TranslationContext {
        let ids = ToolIDs()
        var context = TranslationContext(
            requestedModel: "claude-test",
            messageID: "msg_test",
            toolNames: toolNames,
            origin: "groq/openai/gpt-oss-120b",
            thinking: thinking,
            stopSequences: stopSequences,
            estimatedInputTokens: 12,
            thinkTags: thinkTags,
            makeToolID: { ids.next() },
            endsWithoutFinish: endsWithoutFinish
        )
        context.isRepeated = isRepeated
        return context
    }

    private static let noToolNames: ToolNames = {
        do {
            return ToolNames(try decodedRequest(#""messages":[]"#))
        } catch {
            fatalError("An empty request cannot be read: \(error)")
        }
    }()

    /// A stream of chunks with these deltas, then the finish reason, usage and `[DONE]`.
    static func stream(_ deltas: [String], finish: String = "stop") -> String {
        deltas.map { chunk($0) }.joined() + end(finish)
    }

    /// One event whose chunk has this delta.
    static func chunk(_ delta: String, more: String = "") -> String {
        #"data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":"#
            + delta + #","finish_reason":null}]\#(more)}"# + "\n\n"
    }

    static func finish(_ reason: String) -> String {
        #"data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]}"# + "\n\n"
    }

    static let done = "data: [DONE]\n\n"

    static func end(_ reason: String) -> String {
        finish(reason) + #"data: {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20}}"# + "\n\n" + done
    }

    /// A delta with one fragment of a tool call; `members` are those of the call.
    static func call(_ members: String) -> String { #"{"tool_calls":[{\#(members)}]}"# }

    /// The signature of a thought that has nothing but text.
    static let textSignature = ReasoningSignature(
        origin: "groq/openai/gpt-oss-120b",
        payload: ReasoningPayload.text.json
    ).text

    static func signature(details: String) -> String {
        let payload = ReasoningPayload.details(Array(details.utf8)).json
        return ReasoningSignature(origin: "groq/openai/gpt-oss-120b", payload: payload).text
    }
}

private final class ToolIDs: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        count.withLock { count in
            count += 1
            return "toolu_gen_\(count)"
        }
    }
}
