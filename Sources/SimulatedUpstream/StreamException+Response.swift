extension StreamException {
    /// The same failure before the stream has begun: an HTTP error with the exception's own status.
    ///
    /// Source: AWS service model `bedrock-runtime`, seen 2026-11-22.
    var response: ErrorResponse {
        let name = type.prefix(1).uppercased() + type.dropFirst()
        var members = originalStatusCode.map { "\"originalStatusCode\":\($0)" } ?? ""
        if let originalMessage { members += ",\"originalMessage\":\(JSONText.quoted(originalMessage))" }
        return .exception(status, name, message, members: members)
    }

    private var status: Int {
        switch type {
        case "throttlingException": 429
        case "serviceUnavailableException": 503
        case "modelTimeoutException": 408
        case "validationException": 400
        case "modelStreamErrorException": 424
        default: 500
        }
    }
}
