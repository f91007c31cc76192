package import HTTPTypes

/// A vendor that speaks Chat Completions: where it is, how it knows us, and how its dialect differs.
///
/// Adding one takes a file like its neighbours in this folder, with the public source of each fact; one line in
/// ``all``; and a folder of its error bodies in the tests' fixtures. No code asks for a vendor's name: what is peculiar to
/// one is a field of ``ChatCompletionsQuirks``.
public struct ChatCompletionsVendor: Sendable, Equatable {
    /// How the key is sent.
    package enum Authentication: Sendable {
        /// `authorization: Bearer KEY`.
        case bearer
        /// `api-key: KEY`.
        case apiKeyHeader
    }

    /// The name by which a configuration asks for it: `groq`.
    public let id: String
    /// What messages call it: `Groq`.
    public let displayName: String
    /// Its address up to the names of the operations; `nil` where everybody has an address of his own.
    public let baseURL: String?
    /// The environment variable that its own tools read the key from.
    public let apiKeyVariable: String?
    /// How the key is sent.
    package var authentication = Authentication.bearer
    /// The hosts by which it is recognised, each with all its subdomains.
    package var hosts: [String] = []
    /// The port by which a server on any host is recognised.
    package var port: Int?
    /// Where its operations are when an address has no path: `/v1`.
    package var defaultPath: String
    /// Headers of every request.
    package var headers: HTTPFields = [:]
    /// Whether it has `/responses`.
    package var hasResponses = false
    /// Whether `/responses/input_tokens` counts a prompt.
    package var countsTokens = false
    /// Whether its Responses API searches the web itself.
    package var searchesWebInResponses = false
    /// Its models for agents that ask for Claude; `nil`: a route has to name one.
    package var standIns: ClaudeStandIns?
    /// Its Messages endpoint, at the same address and with the same key.
    package var messagesEndpoint: MessagesVendor?
    /// The models, by the beginning of their names, that are better spoken to by its Messages endpoint.
    package var messagesModels: [String] = []
    /// How its Chat Completions differs.
    package var quirks: ChatCompletionsQuirks

    package init(
        id: String,
        displayName: String,
        baseURL: String?,
        apiKeyVariable: String?,
        defaultPath: String = "/v1",
        quirks: ChatCompletionsQuirks
    ) {
        self.id = id
        self.displayName = displayName
        self.baseURL = baseURL
        self.apiKeyVariable = apiKeyVariable
        self.defaultPath = defaultPath
        self.quirks = quirks
    }

    /// The same with some changes.
    package func with(_ change: (inout Self) -> Void) -> Self {
        var vendor = self
        change(&vendor)
        return vendor
    }

    /// Whether a model is better spoken to by the vendor's Messages endpoint.
    package func prefersMessages(model: String) -> Bool {
        messagesModels.contains { model.hasPrefix($0) }
    }
}
