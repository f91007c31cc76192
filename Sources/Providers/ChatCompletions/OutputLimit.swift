/// How long a model's answers may be at most, as an error tells it.
enum OutputLimit {
    /// Fewest tokens that a model's longest answer can have: what is below is a count of something else, and would be
    /// kept for later requests.
    private static let smallest = 256

    /// Words in lower case, each of which says that too many were asked for.
    static let words = [
        "max_tokens is too large", "max_completion_tokens is too large", "completion tokens, whereas",
        "maximum value for `max_tokens`", "maximum value for `max_completion_tokens`",
        "valid range of max_tokens", "range of max_tokens", "maximum allowed number of output tokens",
        "max_tokens must be less than", "max_completion_tokens must be less than",
        "max_output_tokens must be less than", "max_tokens` must be less than",
        "max_completion_tokens` must be less than",
    ]

    private static let phrases = [
        "supports at most", "must be less than or equal to", "should be [1,", "max_tokens is [1,", "output tokens >",
    ]

    /// The number of tokens to ask for instead; `nil` if the words hold none.
    static func tokens(in message: String) -> Int? {
        let numbers = TextNumbers(text: message.lowercased())
        // `max_tokens: 64000 > 8192, which is …`: what is refused, then the most that is not.
        let told = numbers.after(phrases) ?? numbers.after([" > "])
        return told.flatMap { $0 >= smallest ? $0 : nil }
    }

    /// How many tokens the account's money still buys.
    static func affordable(in message: String) -> Int? {
        TextNumbers(text: message.lowercased()).after(["can only afford"])
    }
}
