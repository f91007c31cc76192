/// The behaviour of an upstream that nobody told what to say.
enum EchoScript {
    /// Characters of the prompt that are repeated.
    private static let quoteLimit = 120

    static func answer(_ request: ParsedRequest) -> Answer {
        let isBedrock = request.recorded.endpoint == nil
        let name = isBedrock ? AnswerIdentity.shortName(of: request.modelID) : request.modelID
        let prompt = request.lastUserText.map { $0.prefix(quoteLimit) } ?? ""
        let text = "This is the simulated \(name). You said: \u{201C}\(prompt)\u{201D}"
        let usage = AnswerUsage(input: tokens(of: request), output: text.utf8.count / 4 + 1)
        return Answer(blocks: [.text(text)], usage: usage)
    }

    /// A rough count, four bytes a token.
    static func tokens(of request: ParsedRequest) -> Int { request.recorded.body.count / 4 + 1 }
}
