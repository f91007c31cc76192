/// A failure as one vendor words it, before it gets its shape.
struct VendorErrorText {
    var status: Int
    var type: String
    var code: String?
    var param: String?
    var message: String
    /// Seconds.
    var retryAfter: Double?
    /// Further members of the error object, as raw JSON.
    var members: [(name: String, json: String)] = []

    init(_ status: Int, _ type: String, _ code: String? = nil, _ message: String, param: String? = nil) {
        self.status = status
        self.type = type
        self.code = code
        self.message = message
        self.param = param
    }
}

extension VendorErrorText {
    /// OpenAI's words; what others say differently is in their own tables.
    ///
    /// Source: OpenAI's error guide and the texts met in the field, seen 2026-11-22.
    init(_ failure: VendorFailure, model: String) {
        let invalid = "invalid_request_error"
        switch failure {
        case .rateLimited(let wait):
            self.init(429, "requests", "rate_limit_exceeded", Self.limitText(model, "requests per min (RPM)", wait))
            retryAfter = wait
        case .tokensLimited(let limit, let requested):
            self.init(429, "tokens", "rate_limit_exceeded", Self.tokenText(model, limit, requested))
            retryAfter = 1
        case .queueFull:
            self.init(503, "server_error", nil, "The engine is currently overloaded, please try again later")
        case .insufficientQuota:
            let text = "You exceeded your current quota, please check your plan and billing details."
            self.init(429, "insufficient_quota", "insufficient_quota", text)
        case .paymentRequired: self.init(402, "billing_error", "billing_not_active", "Your account is not active.")
        case .invalidKey: self.init(401, invalid, "invalid_api_key", "Incorrect API key provided: sk-****.")
        case .forbidden:
            self.init(403, invalid, "model_not_found", "Project `proj_1` does not have access to model `\(model)`")
        case .moderated:
            let text = "Invalid prompt: your prompt was flagged as potentially violating our usage policy."
            self.init(400, invalid, "invalid_prompt", text)
        case .unknownModel:
            let text = "The model `\(model)` does not exist or you do not have access to it."
            self.init(404, invalid, "model_not_found", text)
        case .notChatModel:
            let text =
                "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to "
                + "use v1/completions?"
            self.init(404, invalid, nil, text, param: "model")
        case .contextLength(let limit, let requested):
            let text =
                "This model's maximum context length is \(limit) tokens. However, your messages resulted in "
                + "\(requested) tokens. Please reduce the length of the messages."
            self.init(400, invalid, "context_length_exceeded", text, param: "messages")
        case .invalidRequest(let complaint):
            self.init(400, invalid, complaint.code, complaint.message, param: complaint.param)
        case .tooLarge: self.init(413, invalid, nil, "Request body too large.")
        case .timedOut: self.init(408, "server_error", nil, "Request timed out.")
        case .toolUseFailed: self.init(500, "model_error", nil, "The model produced invalid content.")
        case .serverError:
            self.init(
                500,
                "server_error",
                nil,
                "The server had an error while processing your request. Sorry about that!"
            )
        case .overloaded:
            self.init(503, "server_error", nil, "The engine is currently overloaded, please try again later")
        }
    }

    private static func limitText(_ model: String, _ unit: String, _ wait: Double) -> String {
        "Rate limit reached for \(model) in organization org-simulated on \(unit): Limit 3, Used 3, Requested 1. "
            + "Please try again in \((wait * 1000).rounded() / 1000)s. Visit the limits page to learn more."
    }

    private static func tokenText(_ model: String, _ limit: Int, _ requested: Int) -> String {
        "Request too large for \(model) in organization org-simulated on tokens per min (TPM): Limit \(limit), "
            + "Requested \(requested). The input or output tokens must be reduced in order to run successfully."
    }
}
