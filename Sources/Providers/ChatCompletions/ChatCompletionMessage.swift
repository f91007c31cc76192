import JSONBytes
import MessagesAPI
import NIOCore

/// The one choice of a whole answer on its way to a message: thoughts, then text, then tool calls.
struct ChatCompletionMessage {
    private let context: TranslationContext
    private var writer: MessageWriter
    private var text = ""
    private var thought = ""
    private var refusal: String?
    /// Everything the model wrote, in bytes.
    private var size = 0
    private var hasToolCalls = false
    /// Whether a call that could not be read was written as text.
    private var hasTextCalls = false
    private var finishReason: FinishReason = .stop
    private var stopSequence: String?
    /// The ids of the calls so far, those of the history included.
    private var usedIDs: Set<String>

    init(_ context: TranslationContext) {
        self.context = context
        usedIDs = context.usedToolIDs
        writer = MessageWriter(id: context.messageID, model: context.requestedModel)
    }

    /// Takes the choice.
    /// - Throws: A failure if it holds no answer, which another try may well give.
    mutating func take(_ choice: ChatCompletionChoice, in document: RawSpan) throws(UpstreamFailure) {
        if let reason = choice.finishReason { finishReason = try FinishReason(reading: reason, in: document) }
        stopSequence = choice.stopSequence.flatMap { try? JSON.string($0, in: document) }
        takeText(choice.delta, in: document)
        writeThought(choice.delta, in: document)
        let isStopped = enforceStopSequences()
        writer.text(text)
        if !isStopped { try take(choice.delta.calls(in: document), in: document) }
        // A thought alone is no answer: agents take an empty turn for the end of their work. But what comes twice is meant.
        let isEmpty = text.isWhiteSpace && !hasToolCalls && !hasTextCalls
        let isCut = stopSequence != nil || finishReason == .length || finishReason == .contentFilter
        guard !isEmpty || isCut || context.isRepeated else {
            throw UpstreamFailure(.incomplete, "The upstream's answer is empty.", adjustment: .repeated)
        }
    }

    /// The message.
    mutating func finish(_ counted: UpstreamUsage?) -> ByteBuffer {
        let outcome = ChatCompletionOutcome(
            finishReason: finishReason,
            hasToolCalls: hasToolCalls,
            refusal: refusal,
            stopSequence: stopSequence
        )
        let usage = MessageUsage(
            counted?.tokens ?? TokenUsage(),
            thinkingTokens: counted?.reasoningTokens,
            estimatedInputTokens: context.estimatedInputTokens,
            estimatedOutputTokens: OutputEstimate.tokens(ofBytes: size)
        )
        if let tokens = counted?.tokens.promptTokens { context.noteInputTokens(tokens) }
        return writer.finish(outcome.end, usage: usage)
    }

    // MARK: Text and thoughts

    private mutating func takeText(_ message: ChatCompletionDelta, in document: RawSpan) {
        if let value = message.thought, let text = try? JSON.string(value, in: document) { thought = text }
        var splitter = ThinkSplitter(context.thinkTags)
        if let content = message.content {
            for part in Self.parts(of: content, in: document) {
                switch part {
                case .text(let text): take(splitter.push(text))
                case .thinking(let text): thought += text
                }
            }
        }
        take(splitter.finish())
        if let value = message.refusal, value.kind == .string, let words = try? JSON.string(value, in: document),
            !words.isEmpty
        {
            refusal = words
            text += words
        }
        size += text.utf8.count + thought.utf8.count
    }

    private static func parts(of content: JSONValue, in document: RawSpan) -> [ContentPart] {
        switch content.kind {
        case .string: (try? JSON.string(content, in: document)).map { [.text($0)] } ?? []
        case .array: ContentPart.parts(of: content, in: document)
        case .object, .number, .boolean, .null: []
        }
    }

    private mutating func take(_ pieces: [ThinkSplitter.Piece]) {
        for piece in pieces {
            switch piece {
            case .text(let text): self.text += text
            case .thinking(let text): thought += text
            }
        }
    }

    /// Writes the thought with what is needed to send it back; a thought that is only for the upstream is sealed.
    private mutating func writeThought(_ message: ChatCompletionDelta, in document: RawSpan) {
        guard context.thinking != .none else { return }
        var details = ReasoningDetails()
        let list = message.reasoningDetails
        let shown = list.flatMap { try? details.add($0, in: document) } ?? []
        if thought.isEmpty { thought = EscapedText.string(shown) }
        if let list, !details.isPlainText {
            let list = document.extracting(list.range).withUnsafeBytes { Array($0) }
            write(thought, .details(list))
        } else if !thought.isWhiteSpace {
            write(thought, context.thinking == .omitted ? .hiddenText(thought) : .text)
        }
    }

    private mutating func write(_ thought: String, _ payload: ReasoningPayload) {
        let payload = payload.json
        let signature = ReasoningSignature(origin: context.origin, payload: payload).text
        if context.thinking == .omitted {
            guard payload.count <= ReasoningPayload.hiddenLimit else { return }
            writer.thinking("", signature: signature)
        } else if thought.isWhiteSpace {
            writer.redactedThinking(data: signature)
        } else {
            writer.thinking(thought, signature: signature)
        }
    }

    /// Cuts the text where a stop sequence begins that the upstream was not told; says whether there was one.
    private mutating func enforceStopSequences() -> Bool {
        var matcher = StopSequenceMatcher(context.stopSequences)
        guard matcher.isActive else { return false }
        let before = matcher.push(text)
        guard let match = matcher.match else { return false }
        text = before
        stopSequence = match
        finishReason = .stop
        return true
    }

    // MARK: Tool calls

    private mutating func take(_ calls: [ToolCallFragment], in document: RawSpan) throws(UpstreamFailure) {
        guard calls.count <= ToolCallSlots.limit else { throw ToolCallSlots.tooMany }
        for call in calls { try take(call, in: document) }
    }

    private mutating func take(_ call: ToolCallFragment, in document: RawSpan) throws(UpstreamFailure) {
        guard let name = call.name else {
            throw UpstreamFailure(.modelFault, "The upstream sent an unnamed tool call.", adjustment: .repeated)
        }
        let arguments = call.argumentsText(in: document)
        size += name.utf8.count + arguments.utf8.count
        let original = context.toolNames.originalName(name)
        if let input = LenientJSON.object(in: arguments) {
            if let extra = call.extra, context.thinking != .none {
                write("", .call(document.extracting(extra).withUnsafeBytes { Array($0) }))
            }
            let id = ToolCallID.unique(call.id ?? "", among: &usedIDs, otherwise: context.makeToolID)
            writer.toolUse(id: id, name: original, input: input)
            hasToolCalls = true
        } else if context.isRepeated {
            // Anything else would be a call that the model did not make.
            writer.text("\(original)(\(arguments))")
            hasTextCalls = true
        } else {
            let words = "The upstream's model called a tool with arguments that are no JSON object."
            throw UpstreamFailure(.modelFault, words, adjustment: .repeated)
        }
    }
}
