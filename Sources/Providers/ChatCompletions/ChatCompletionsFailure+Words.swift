extension ChatCompletionsFailure {
    /// Most of a message, in bytes.
    static let messageLimit = 4_096

    /// What the client or the operator reads: the upstream's words without keys, and whose words they are.
    static func words(for failure: UpstreamFailure, content: UpstreamErrorBody, vendorName: String) -> String {
        let told = content.message.map(Redaction.scrub) ?? ""
        let host = content.providerName.map { "\(vendorName) (\(Redaction.scrub($0)))" } ?? vendorName
        let status = failure.status.map { "\($0)" } ?? "with an error"
        let text = told.isEmpty ? "answered \(status) without a text" : told
        return bounded(words(for: failure.kind, told: text, isTold: !told.isEmpty, host: host, content: content))
    }

    private static func words(
        for kind: UpstreamFailure.Kind,
        told: String,
        isTold: Bool,
        host: String,
        content: UpstreamErrorBody
    ) -> String {
        switch kind {
        // Claude Code shortens the conversation when it reads exactly these words.
        case .contextTooLong: ContextOverflow(content.message ?? "").message
        case .authentication, .credentialExpired: "the proxy's key for \(host) was refused: \(told)"
        case .permission: "the proxy's key for \(host) may not do this: \(told)"
        case .billing: "the proxy's account at \(host) has no money left: \(told)"
        case .invalidRequest, .unsupportedFeature, .requestTooLarge, .modelNotFound:
            isTold ? "\(host): \(told)" : "\(host) \(told)"
        case .rateLimited, .quotaExhausted, .modelFault, .overloaded, .unavailable, .timedOut, .network, .malformed,
            .incomplete, .clockSkew, .misconfigured, .clientAuthentication, .localLimit:
            isTold ? told : "\(host) \(told)"
        }
    }

    /// At most ``messageLimit`` bytes, cut between characters.
    private static func bounded(_ text: String) -> String {
        guard text.utf8.count > messageLimit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: messageLimit)
        while end > text.startIndex, String.Index(end, within: text) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }
}
