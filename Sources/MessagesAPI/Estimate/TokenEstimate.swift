/// How many tokens a prompt is, without asking anybody: good enough to show, to warn and to route by, not to bill by.
///
/// Counts characters, weighs them by what they are, and adds what the API adds by itself. It errs upwards: too low a
/// number ends in an overflow error, too high a one only in an early compaction.
///
/// Worked value, for models before 4.7: "Hello, Claude" with the system prompt "You are a scientist" is estimated at 16;
/// the API says 14.
/// - Note: Source: the example of token counting
///   (https://platform.claude.com/docs/en/build-with-claude/token-counting), from a copy of the page, seen 2026-11-22.
///   Its example with a tool (403) is older than the present figures for what the API says about tools. The tokens
///   around messages and tools are rules of thumb.
public enum TokenEstimate {
    /// Tokens around every prompt, beside those of its messages.
    static let requestOverhead = 3.0
    /// Tokens around each message: its role and its end.
    static let messageOverhead = 4.0
    /// Tokens around each tool's name, description and schema.
    static let toolOverhead = 8.0

    /// Estimates the input tokens of a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - model: The model that would answer, which decides the tokenizer; any spelling that a provider uses.
    /// - Returns: 1 or more.
    public static func inputTokens(of request: DecodedMessagesRequest, model: String) -> Int {
        let generation = TokenizerGeneration(model: model)
        var counter = TokenCounter(generation: generation)
        counter.add(request)
        return counter.total
    }

    /// Reads a request and estimates its input tokens.
    ///
    /// - Parameters:
    ///   - request: The request; `max_tokens` need not be there.
    ///   - model: The model that would answer, which decides the tokenizer; any spelling that a provider uses.
    /// - Returns: 1 or more.
    /// - Throws: ``APIError`` of kind `invalid_request_error` if the body is not a Messages request.
    public static func inputTokens(of request: MessagesRequest, model: String) throws(APIError) -> Int {
        inputTokens(of: try request.decodedFields(), model: model)
    }
}
