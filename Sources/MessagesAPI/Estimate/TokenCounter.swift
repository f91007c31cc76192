import NIOCore

/// Adds up the tokens of a request's parts.
struct TokenCounter {
    let generation: TokenizerGeneration
    /// Tokens of text, counted for the tokenizer before Claude 4.7.
    private var text = TokenEstimate.requestOverhead
    /// Tokens that are known for the model as they are: of pictures, pages, and of what the API says about tools.
    private var fixed = 0

    init(generation: TokenizerGeneration) {
        self.generation = generation
    }

    /// The estimate, 1 or more.
    var total: Int {
        // Larger than any context, and safe to convert.
        let tokens = min(text * generation.factor, 1e12).rounded(.up)
        return max(1, Int(tokens) + fixed)
    }

    mutating func add(_ request: DecodedMessagesRequest) {
        if let system = request.system { add(system, as: .prose) }
        for message in request.messages {
            text += TokenEstimate.messageOverhead
            add(message.content, as: .prose)
        }
        add(request.tools, request.toolChoice)
        if let schema = (request.outputConfiguration?.format ?? request.outputFormat)?.schema { add(schema) }
    }

    mutating func add(_ content: Content, as weight: TextWeight) {
        switch content {
        case .text(let string): add(string, as: weight)
        case .blocks(let blocks): for block in blocks { add(block, as: weight) }
        }
    }

    mutating func add(_ string: String, as weight: TextWeight) {
        text += weight.tokens(of: string)
    }

    mutating func add(_ json: RawJSON) {
        text += json.bytes.readableBytesView.withUnsafeBytes { TextWeight.json.tokens(of: $0) }
    }

    mutating func add(tokens: Double) {
        text += tokens
    }

    mutating func add(fixed tokens: Int) {
        fixed += tokens
    }
}
