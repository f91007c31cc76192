/// What a path of a vendor serves; Bedrock's paths are another matter, see ``UpstreamOperation``.
package enum UpstreamEndpoint: Sendable, CaseIterable {
    case chatCompletions
    case responses
    /// Counts the tokens of a Responses request.
    case inputTokens
    case messages
    /// Counts the tokens of a Messages request.
    case countTokens
    case models

    /// Whether requests and errors are those of Anthropic's API.
    var speaksMessages: Bool { self == .messages || self == .countTokens }

    /// Whether requests and errors are those of OpenAI's Responses API.
    var speaksResponses: Bool { self == .responses || self == .inputTokens }

    /// What the model is asked to do; `body` says whether the answer is streamed.
    func operation(_ body: ParsedJSON?) -> UpstreamOperation {
        switch self {
        case .chatCompletions, .responses, .messages:
            body?["stream"]?.boolean == true ? .invokeWithResponseStream : .invoke
        case .inputTokens, .countTokens: .countTokens
        case .models: .listModels
        }
    }
}
