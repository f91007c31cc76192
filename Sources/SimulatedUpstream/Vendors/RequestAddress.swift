/// Which model and operation a request is for.
struct RequestAddress: Sendable {
    var endpoint: UpstreamEndpoint?
    var modelID: String?
    var operation: UpstreamOperation?
    /// The body, if it names the model.
    var body: ParsedJSON?

    init(_ path: RequestPath?) {
        modelID = path?.modelID
        operation = path?.operation
    }

    /// The address at a vendor that names the model in the body.
    init(_ vendor: Vendor, uri: String, body: [UInt8]) {
        let path = String(uri.prefix { $0 != "?" })
        if let endpoint = Self.endpoint(path, vendor) {
            self.endpoint = endpoint
            self.body = endpoint == .models ? nil : ParsedJSON(body)
            modelID = self.body?["model"]?.string ?? Self.deployment(path, vendor)
            operation = endpoint.operation(self.body)
        } else if let model = Self.listedModel(path, vendor) {
            (endpoint, modelID, operation) = (.models, model, .listModels)
        }
    }

    /// Servers that only speak like the others have their paths where they please.
    private static func endpoint(_ path: String, _ vendor: Vendor) -> UpstreamEndpoint? {
        guard vendor == .compatible else { return paths(of: vendor)[path] }
        let endings: [(String, UpstreamEndpoint)] = [
            ("/chat/completions", .chatCompletions), ("/messages", .messages), ("/models", .models),
        ]
        return endings.first { path.hasSuffix($0.0) }?.1
    }

    /// Azure's classic paths name a deployment: `/openai/deployments/{name}/chat/completions`.
    private static func deployment(_ path: String, _ vendor: Vendor) -> String? {
        let segments = path.split(separator: "/")
        guard vendor == .compatible, let mark = segments.firstIndex(of: "deployments"), mark + 1 < segments.count else {
            return nil
        }
        return RequestPath.percentDecoded(segments[mark + 1])
    }

    /// What each vendor serves.
    ///
    /// Source: the vendors' API references, seen 2026-11-22.
    private static func paths(of vendor: Vendor) -> [String: UpstreamEndpoint] {
        switch vendor {
        case .bedrock: [:]
        case .openAI:
            [
                "/v1/chat/completions": .chatCompletions, "/v1/responses": .responses,
                "/v1/responses/input_tokens": .inputTokens, "/v1/models": .models,
            ]
        case .groq: ["/openai/v1/chat/completions": .chatCompletions, "/openai/v1/models": .models]
        case .cerebras, .compatible: ["/v1/chat/completions": .chatCompletions, "/v1/models": .models]
        case .openRouter:
            [
                "/api/v1/chat/completions": .chatCompletions, "/api/v1/messages": .messages,
                "/api/v1/models": .models,
            ]
        case .anthropic:
            ["/v1/messages": .messages, "/v1/messages/count_tokens": .countTokens, "/v1/models": .models]
        }
    }

    private static func listedModel(_ path: String, _ vendor: Vendor) -> String? {
        let list = paths(of: vendor).first { $0.value == .models }.map { $0.key + "/" }
        guard let list, path.hasPrefix(list), path.utf8.count > list.utf8.count else { return nil }
        return RequestPath.percentDecoded(path.dropFirst(list.count))
    }
}
