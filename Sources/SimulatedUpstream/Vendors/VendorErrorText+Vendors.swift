/// What the vendors say differently from OpenAI.
extension VendorErrorText {
    init(_ failure: VendorFailure, vendor: Vendor, endpoint: UpstreamEndpoint?, model: String) {
        self.init(failure, model: model)
        switch vendor {
        case .bedrock, .openAI: if endpoint?.speaksResponses == true { sayAsResponses(failure) }
        case .groq: sayAsGroq(failure)
        case .cerebras: sayAsCerebras(failure)
        case .openRouter: sayAsOpenRouter(failure)
        case .anthropic: break
        case .compatible: sayAsCompatible(failure)
        }
        if vendor == .anthropic || endpoint?.speaksMessages == true { sayAsAnthropic(failure) }
    }

    private mutating func sayAsResponses(_ failure: VendorFailure) {
        guard case .contextLength = failure else { return }
        param = "input"
        message = "Your input exceeds the context window of this model. Please adjust your input and try again."
    }

    /// Source: Groq's error codes and rate-limit pages, and reports in client projects, seen 2026-11-22.
    private mutating func sayAsGroq(_ failure: VendorFailure) {
        switch failure {
        case .tokensLimited(let limit, let requested):
            status = 413
            message =
                "Request too large for model in organization `org_simulated` service tier `on_demand` on tokens per minute "
                + "(TPM): Limit \(limit), Requested \(requested), please reduce your message size and try again."
        case .queueFull:
            (status, type, code) = (498, "capacity_exceeded", "capacity_exceeded")
            message = "Flex tier capacity exceeded. Please try again later."
        case .insufficientQuota, .paymentRequired: (status, type, code) = (402, "billing_error", "blocked_api_access")
        case .contextLength: message = "Please reduce the length of the messages or completion."
        case .toolUseFailed:
            (status, type, code) = (400, "invalid_request_error", "tool_use_failed")
            message =
                "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details."
            members = [("failed_generation", JSONText.quoted("<function=Bash>{\"command\": \"ls\"</function>"))]
        default: break
        }
    }

    /// Source: Cerebras' error pages and reports in client projects, seen 2026-11-22.
    private mutating func sayAsCerebras(_ failure: VendorFailure) {
        switch failure {
        case .rateLimited:
            (type, code, param) = ("too_many_requests_error", "request_quota_exceeded", "quota")
            message = "Requests per minute limit exceeded - too many requests sent."
        case .tokensLimited:
            (type, code, param) = ("too_many_tokens_error", "token_quota_exceeded", "quota")
            message = "Tokens per minute limit exceeded - too many tokens processed."
        case .queueFull:
            (status, type, code, param) = (429, "too_many_requests_error", "queue_exceeded", "queue")
            message = "We're experiencing high traffic right now! Please try again soon."
        case .insufficientQuota, .paymentRequired:
            (status, type, code, param) = (402, "payment_required_error", "payment_required", nil)
            message = "Payment required to access this resource."
        case .invalidKey: (code, param, message) = ("wrong_api_key", "api_key", "Wrong API Key")
        case .unknownModel: (type, param) = ("not_found_error", "model")
        case .contextLength(let limit, let requested):
            message =
                "Please reduce the length of the messages or completion. Current length is \(requested) while limit is "
                + "\(limit)"
        case .invalidRequest where code == nil: (code, param) = ("wrong_api_format", "validation_error")
        default: break
        }
    }

    /// Source: OpenRouter's pages on errors and limits, seen 2026-11-22.
    private mutating func sayAsOpenRouter(_ failure: VendorFailure) {
        switch failure {
        case .queueFull, .overloaded:
            (status, message) = (503, "No instances available")
            addMetadata("provider_overloaded")
        case .insufficientQuota, .paymentRequired:
            (status, retryAfter) = (402, nil)
            message =
                "This request requires more credits, or fewer max_tokens. You requested up to 32000 tokens, but can only "
                + "afford 1234."
        case .invalidKey: message = "User not found."
        case .moderated:
            (status, message) = (403, "Your chosen model requires moderation and your input was flagged")
            members = [("metadata", #"{"reasons":["violence"],"flagged_input":"...","model_slug":"simulated"}"#)]
        case .unknownModel: message = "No endpoints found that support the requested model."
        case .notChatModel: message = "No endpoints found that support tool use."
        case .contextLength(let limit, let requested):
            message =
                "This endpoint's maximum context length is \(limit) tokens. However, you requested about \(requested) "
                + "tokens. Please reduce the length of either one."
            addMetadata("context_length_exceeded")
        case .rateLimited: addMetadata("rate_limit_exceeded")
        case .toolUseFailed, .serverError: (status, message) = (502, "Provider returned error")
        default: break
        }
    }

    private mutating func addMetadata(_ kind: String) {
        let raw = JSONText.quoted(#"{"error":{"message":"the provider's own words"}}"#)
        members = [
            ("metadata", #"{"provider_name":"Simulated","error_type":\#(JSONText.quoted(kind)),"raw":\#(raw)}"#)
        ]
    }

    /// Source: Anthropic's page on errors, seen 2026-11-22.
    private mutating func sayAsAnthropic(_ failure: VendorFailure) {
        switch failure {
        case .rateLimited, .tokensLimited:
            (status, message) = (429, "This request would exceed the rate limit for your organization.")
            retryAfter = retryAfter?.rounded(.up)
        case .queueFull, .overloaded: (status, message) = (529, "Overloaded")
        case .insufficientQuota:
            (status, message) = (400, "Your credit balance is too low to access the Anthropic API.")
        case .paymentRequired: (status, message) = (402, "Your account has a billing problem.")
        case .invalidKey: message = "invalid x-api-key"
        case .unknownModel: message = "model: \(message.split(separator: "`").dropFirst().first ?? "")"
        case .contextLength(let limit, let requested):
            message = "prompt is too long: \(requested) tokens > \(limit) maximum"
        case .tooLarge: message = "Request exceeds the maximum size"
        case .timedOut: (status, message) = (504, "Request timed out")
        case .toolUseFailed, .serverError: (status, message) = (500, "Internal server error")
        case .forbidden, .moderated, .notChatModel, .invalidRequest: break
        }
        type = Self.anthropicType(status)
    }

    private static func anthropicType(_ status: Int) -> String {
        switch status {
        case 401: "authentication_error"
        case 402: "billing_error"
        case 403: "permission_error"
        case 404: "not_found_error"
        case 413: "request_too_large"
        case 429: "rate_limit_error"
        case 504: "timeout_error"
        case 529: "overloaded_error"
        case 500...: "api_error"
        default: "invalid_request_error"
        }
    }

    /// Source: the OpenAI-compatible server of vLLM, seen 2026-11-22.
    private mutating func sayAsCompatible(_ failure: VendorFailure) {
        type = status >= 500 ? "InternalServerError" : status == 404 ? "NotFoundError" : "BadRequestError"
        guard case .contextLength(let limit, let requested) = failure else { return }
        message =
            "This model's maximum context length is \(limit) tokens. However, you requested \(requested) tokens "
            + "(\(requested - 1) in the messages, 1 in the completion). Please reduce the length of the messages or "
            + "completion."
    }
}
