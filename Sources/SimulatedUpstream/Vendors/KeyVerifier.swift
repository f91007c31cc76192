/// Checks the key of a request to a vendor other than AWS.
struct KeyVerifier {
    let accepted: AcceptedCredentials
    let vendor: Vendor

    /// Whether the request comes with a key that is taken.
    func accepts(_ request: RecordedRequest) -> Bool {
        let keys = Set(accepted.apiKeys + accepted.bearerTokens)
        if let authorization = request.header("authorization") {
            return authorization.hasPrefix("Bearer ") && keys.contains(String(authorization.dropFirst(7)))
        }
        let names: [String] =
            switch vendor {
            case .anthropic: ["x-api-key"]
            // As Azure and the Messages endpoints of other vendors have it.
            case .compatible: ["x-api-key", "api-key"]
            case .bedrock, .openAI, .groq, .cerebras, .openRouter: []
            }
        return names.compactMap(request.header).contains(where: keys.contains)
    }
}
