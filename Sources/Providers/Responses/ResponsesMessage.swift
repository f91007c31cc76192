import JSONBytes
import MessagesAPI
import NIOCore

/// Writes the items of a whole answer as the blocks of a message.
struct ResponsesMessage: Sendable {
    private let context: TranslationContext
    private var writer: MessageWriter
    private var callIDs: Set<String>
    private var hasCall = false
    private var refusal: String?
    private var stopSequence: String?
    private var contentBytes = 0
    private var hiddenThoughtCount = 0

    init(context: TranslationContext) {
        self.context = context
        callIDs = context.usedToolIDs
        writer = MessageWriter(id: context.messageID, model: context.requestedModel)
    }

    /// Writes an item, unless a stop sequence came before it; `isCut` says whether the answer broke off in one.
    mutating func append(_ item: ResponsesOutputItem, isCut: Bool) throws(UpstreamFailure) {
        guard stopSequence == nil else { return }
        switch item.kind {
        case .message: for part in item.content where stopSequence == nil { append(part) }
        case .functionCall: try append(call: item, isCut: isCut)
        case .reasoning: append(reasoning: item)
        case .other: break
        }
    }

    /// Whether there is something that the client sees.
    private var hasContent: Bool { writer.blockCount > hiddenThoughtCount }

    /// Ends the message and returns it.
    mutating func finish(_ result: ResponsesResult) throws(UpstreamFailure) -> ByteBuffer {
        if !hasContent, stopSequence == nil, result.shouldHaveContent, !context.isRepeated {
            throw ResponsesFailure.emptyAnswer
        }
        let end =
            if let stopSequence {
                MessageEnd(.stopSequence, stopSequence: stopSequence)
            } else {
                result.end(hasCall: hasCall, refusal: refusal)
            }
        return writer.finish(end, usage: result.usage.messageUsage(context: context, contentBytes: contentBytes))
    }

    private mutating func append(_ part: ResponsesOutputItem.Part) {
        contentBytes += part.text.utf8.count
        if part.isRefusal { refusal = ResponsesBlocks.explanation(refusal, and: part.text) }
        var matcher = StopSequenceMatcher(context.stopSequences)
        guard matcher.isActive else { return writer.text(part.text) }
        var text = matcher.push(part.text)
        if matcher.match == nil { text += matcher.finish() }
        stopSequence = matcher.match
        writer.text(text)
    }

    private mutating func append(call: ResponsesOutputItem, isCut: Bool) throws(UpstreamFailure) {
        guard let name = call.name, !name.isEmpty else { throw ResponsesFailure.unnamedCall }
        let arguments = call.arguments ?? ""
        contentBytes += arguments.utf8.count
        let original = context.toolNames.originalName(name)
        if let input = LenientJSON.object(in: arguments) {
            let id = ToolCallID.unique(call.callID ?? "", among: &callIDs, otherwise: context.makeToolID)
            writer.toolUse(id: id, name: original, input: input)
            hasCall = true
        } else if isCut || context.isRepeated {
            // Anything else would be a call that the model did not make.
            writer.text("\(original)(\(arguments))")
        } else {
            let words = "The upstream's model called a tool with arguments that are no JSON object."
            throw UpstreamFailure(.modelFault, words, adjustment: .repeated)
        }
    }

    private mutating func append(reasoning item: ResponsesOutputItem) {
        switch context.thinking {
        case .none: break
        case .omitted:
            guard let signature = ReasoningSignature(hiding: item, origin: context.origin) else { return }
            writer.thinking("", signature: signature.text)
            hiddenThoughtCount += 1
        case .shown:
            let text = item.shownReasoning
            let signature = ReasoningSignature(responsesItem: item, origin: context.origin).text
            contentBytes += text.utf8.count
            if !text.isEmpty {
                writer.thinking(text, signature: signature)
            } else if item.hasEncryptedContent {
                writer.redactedThinking(data: signature)
            }
        }
    }
}
