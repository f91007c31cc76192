/// A failure that every vendor has words, a status and a shape of its own for.
package enum VendorFailure: Sendable, Equatable {
    /// Too many requests; clears after this many seconds.
    case rateLimited(retryAfter: Double)
    /// More tokens than a minute allows: Groq's 413, a 429 elsewhere.
    case tokensLimited(limit: Int, requested: Int)
    /// The server is too busy for this request: Cerebras' `queue_exceeded`, Groq's 498.
    case queueFull
    /// The account has no money: OpenAI's 429 `insufficient_quota`.
    case insufficientQuota
    /// 402 where the vendor has it.
    case paymentRequired
    case invalidKey
    case forbidden
    /// A filter refused the input.
    case moderated
    case unknownModel
    /// The model is served by the Responses API only.
    case notChatModel
    case contextLength(limit: Int, requested: Int)
    case invalidRequest(Complaint)
    case tooLarge
    case timedOut
    /// The model made a tool call that does not parse: Groq's `tool_use_failed`.
    case toolUseFailed
    case serverError
    case overloaded

    /// The failure of this message, about no field in particular.
    package static func invalidRequest(_ message: String) -> VendorFailure { .invalidRequest(Complaint(message)) }

    /// One of each kind.
    package static let all: [VendorFailure] = [
        .rateLimited(retryAfter: 5.289), .tokensLimited(limit: 6_000, requested: 9_000), .queueFull, .insufficientQuota,
        .paymentRequired, .invalidKey, .forbidden, .moderated, .unknownModel, .notChatModel,
        .contextLength(limit: 8_192, requested: 9_000), .invalidRequest("This is not valid."), .tooLarge, .timedOut,
        .toolUseFailed, .serverError, .overloaded,
    ]
}

/// What is the same failure at Bedrock.
extension VendorFailure {
    /// The failure behind an exception of Bedrock, so that its scripts can be played by every vendor.
    init(exception name: String, message: String) {
        switch name.prefix(1).uppercased() + name.dropFirst() {
        case "ThrottlingException", "ModelNotReadyException": self = .rateLimited(retryAfter: 1)
        case "ServiceQuotaExceededException": self = .insufficientQuota
        case "ServiceUnavailableException": self = .overloaded
        case "ModelTimeoutException": self = .timedOut
        case "AccessDeniedException": self = .forbidden
        case "ExpiredTokenException", "UnrecognizedClientException": self = .invalidKey
        case "ResourceNotFoundException": self = .unknownModel
        case "RequestEntityTooLarge": self = .tooLarge
        case "ValidationException" where message.hasPrefix("Input is too long"):
            self = .contextLength(limit: 200_000, requested: 200_001)
        case "ValidationException": self = .invalidRequest(message)
        default: self = .serverError
        }
    }

    init(_ exception: StreamException) {
        self.init(exception: exception.type, message: exception.message)
        if exception.originalStatusCode == 529 { self = .overloaded }
    }

    /// The exception that Bedrock would send in a stream.
    var exception: StreamException {
        switch self {
        case .rateLimited, .tokensLimited, .queueFull, .insufficientQuota, .paymentRequired: .throttling
        case .overloaded: .serviceUnavailable
        case .timedOut: .modelTimeout
        case .contextLength: .validation
        case .invalidRequest(let complaint): StreamException(type: "validationException", message: complaint.message)
        case .invalidKey, .forbidden, .moderated, .unknownModel, .notChatModel, .tooLarge, .toolUseFailed, .serverError:
            .internalServer
        }
    }
}
