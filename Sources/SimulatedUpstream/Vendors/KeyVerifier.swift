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
        guard vendor == .anthropic, let key = request.header("x-api-key") else { return false }
        return keys.contains(key)
    }
}
