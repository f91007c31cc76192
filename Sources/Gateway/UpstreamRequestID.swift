import HTTPTypes

/// What an upstream calls a request, by which its operators find it.
enum UpstreamRequestID {
    /// Longest id that is kept, in bytes; a UUID has 36, Anthropic's and OpenAI's have about 30.
    static let lengthLimit = 128

    /// AWS; Anthropic; OpenAI, Groq and most others.
    ///
    /// - Note: Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html,
    ///   https://docs.claude.com/en/api/errors and https://platform.openai.com/docs/api-reference/debugging-requests, seen
    ///   2026-11-22.
    private static let names = ["x-amzn-requestid", "request-id", "x-request-id"].compactMap { HTTPField.Name($0) }

    /// The id in an answer's head; `nil` if there is none that can stand in a log.
    static func text(in headers: HTTPFields) -> String? {
        for name in names {
            guard let text = headers.first(where: { $0.name == name })?.value else { continue }
            if isLoggable(text) { return text }
        }
        return nil
    }

    private static func isLoggable(_ text: String) -> Bool {
        (1...lengthLimit).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
