import JSONBytes
import MessagesAPI
import NIOCore

/// One streamed answer: takes its chunks, in whose parts thoughts come before text and text before tool calls.
struct ChatCompletionAnswer: Sendable {
    private let context: TranslationContext
    private var blocks: BlockSequencer
    private var splitter: ThinkSplitter
    private var matcher: StopSequenceMatcher
    private var upstreamUsage: UpstreamUsage?
    private var serviceTier: TokenUsage.ServiceTier?
    private var finishReason: FinishReason?
    private var refusal: String?
    /// The stop sequence that the upstream says it found.
    private var stopSequence: String?

    init(_ context: TranslationContext) {
        self.context = context
        blocks = BlockSequencer(context)
        splitter = ThinkSplitter(context.thinkTags)
        matcher = StopSequenceMatcher(context.stopSequences)
    }

    /// The tokens as known so far; after a stop sequence was found here, the output is an estimate.
    var usage: TokenUsage {
        var usage = upstreamUsage?.tokens ?? TokenUsage()
        usage.serviceTier = serviceTier
        if matcher.match != nil, usage.outputTokens == nil { usage.outputTokens = estimatedOutputTokens }
        return usage
    }
    var reportedCostUSD: Double? { upstreamUsage?.costUSD }
    var hasFinishReason: Bool { finishReason != nil }
    /// Whether the model has said, thought or called something.
    var hasContent: Bool { blocks.size > 0 || blocks.blockCount > 0 || blocks.hasCalls }
    var blockCount: Int { blocks.blockCount }
    var isComplete: Bool { blocks.isComplete }

    /// Takes the events that are ready.
    mutating func take() -> ByteBuffer { blocks.take() }

    /// Takes the next chunk.
    mutating func take(_ chunk: ChatCompletionChunk, in document: RawSpan) throws(UpstreamFailure) {
        if let usage = chunk.usage, let usage = UpstreamUsage(reading: usage, in: document) { upstreamUsage = usage }
        if let tier = chunk.serviceTier { serviceTier = TokenUsage.ServiceTier(reading: tier, in: document) }
        guard let choice = chunk.choice else { return }
        // A message behind deltas only repeats them.
        if !choice.isMessage || !hasContent { try take(choice.delta, in: document) }
        guard !isComplete else { return }
        if let stop = choice.stopSequence { stopSequence = try? JSON.string(stop, in: document) }
        if let reason = choice.finishReason, finishReason == nil {
            finishReason = try FinishReason(reading: reason, in: document)
        }
    }

    /// Writes what is left, and the end.
    mutating func end() throws(UpstreamFailure) {
        try take(splitter.finish())
        if matcher.match == nil { try add(text: matcher.finish()) }
        guard !isComplete else { return }
        blocks.flush()
        if blocks.hasUnnamedCall, !blocks.hasToolCalls, finishReason == .toolCalls {
            throw UpstreamFailure(.modelFault, "The upstream sent an unnamed tool call.", adjustment: .repeated)
        }
        if isEmpty, !context.isRepeated {
            // Agents take an empty turn for the end of their work.
            throw UpstreamFailure(.incomplete, "The upstream's answer is empty.", adjustment: .repeated)
        }
        let outcome = ChatCompletionOutcome(
            finishReason: finishReason ?? .stop,
            hasToolCalls: blocks.hasToolCalls,
            refusal: refusal,
            stopSequence: matcher.match ?? stopSequence
        )
        blocks.finish(outcome.end, usage: messageUsage)
        if let counted = upstreamUsage?.tokens.promptTokens { context.noteInputTokens(counted) }
    }

    /// Whether the answer ends without a word, and nothing says why.
    private var isEmpty: Bool {
        guard blocks.blockCount == 0, !blocks.hasCalls, matcher.match == nil, stopSequence == nil else { return false }
        return finishReason != .length && finishReason != .contentFilter
    }

    private var messageUsage: MessageUsage {
        MessageUsage(
            usage,
            thinkingTokens: upstreamUsage?.reasoningTokens,
            estimatedInputTokens: context.estimatedInputTokens,
            estimatedOutputTokens: estimatedOutputTokens
        )
    }

    private var estimatedOutputTokens: Int { OutputEstimate.tokens(ofBytes: blocks.size) }

    // MARK: Parts of a chunk

    private mutating func take(_ delta: ChatCompletionDelta, in document: RawSpan) throws(UpstreamFailure) {
        try takeThoughts(delta, in: document)
        if let refusal = delta.refusal { try take(refusal: refusal, in: document) }
        if let content = delta.content { try take(content: content, in: document) }
        if !isComplete { try take(delta.calls(in: document), in: document) }
    }

    private mutating func takeThoughts(_ delta: ChatCompletionDelta, in document: RawSpan) throws(UpstreamFailure) {
        guard context.thinking != .none else {
            if let thought = delta.thought { blocks.skip(thought: document.extracting(thought.inside)) }
            return
        }
        var text: [UInt8] = []
        if let details = delta.reasoningDetails { text = try blocks.add(details: details, in: document) }
        if let thought = delta.thought {
            try blocks.add(thought: document.extracting(thought.inside))
        } else if !text.isEmpty {
            try blocks.add(thought: text.span.bytes)
        }
    }

    private mutating func take(refusal: JSONValue, in document: RawSpan) throws(UpstreamFailure) {
        guard refusal.kind == .string, refusal.range.count > 2, let text = try? JSON.string(refusal, in: document)
        else {
            return
        }
        self.refusal = (self.refusal ?? "") + text
        try blocks.add(text: document.extracting(refusal.inside))
    }

    private mutating func take(content: JSONValue, in document: RawSpan) throws(UpstreamFailure) {
        switch content.kind {
        case .string where content.range.count > 2:
            if splitter.isPassThrough, !matcher.isActive {
                try blocks.add(text: document.extracting(content.inside))
            } else if let text = try? JSON.string(content, in: document) {
                try take(splitter.push(text))
            }
        case .array:
            for part in ContentPart.parts(of: content, in: document) {
                switch part {
                case .text(let text): try take(splitter.push(text))
                case .thinking(let text): try add(thought: text)
                }
            }
        case .string, .object, .number, .boolean, .null: break
        }
    }

    private mutating func take(_ calls: [ToolCallFragment], in document: RawSpan) throws(UpstreamFailure) {
        guard !calls.isEmpty else { return }
        for call in calls { try blocks.add(call, in: document) }
        // Calls were only waited for because a stop sequence was found while they were under way.
        if matcher.match != nil, !blocks.hasIncompleteCall { try end() }
    }

    // MARK: Decoded text

    private mutating func take(_ pieces: [ThinkSplitter.Piece]) throws(UpstreamFailure) {
        for piece in pieces {
            switch piece {
            case .thinking(let text): try add(thought: text)
            case .text(let text):
                guard matcher.match == nil else { return }
                try add(text: matcher.push(text))
                if matcher.match != nil, !blocks.hasIncompleteCall { try end() }
            }
        }
    }

    private mutating func add(text: String) throws(UpstreamFailure) {
        guard !text.isEmpty else { return }
        try blocks.add(text: EscapedText.bytes(of: text).span.bytes)
    }

    private mutating func add(thought: String) throws(UpstreamFailure) {
        let text = EscapedText.bytes(of: thought)
        if context.thinking == .none {
            blocks.skip(thought: text.span.bytes)
        } else {
            try blocks.add(thought: text.span.bytes)
        }
    }
}

extension JSONValue {
    /// Where that stands which is between a string's quotes.
    fileprivate var inside: Range<Int> { range.lowerBound + 1..<range.upperBound - 1 }
}
