/// What an error's name or words tell, whoever sent it and with whatever status.
///
/// - Note: Source: error pages of OpenAI (https://platform.openai.com/docs/guides/error-codes), Groq
///   (https://console.groq.com/docs/errors), Cerebras (https://inference-docs.cerebras.ai/support/error), OpenRouter
///   (https://openrouter.ai/docs/api/reference/errors-and-debugging), DeepSeek
///   (https://api-docs.deepseek.com/quick_start/error_codes) and Z.ai (https://docs.z.ai/api-reference/api-code); texts told
///   in the issues of LiteLLM, opencode and claude-code-router; seen 2026-11-22.
enum UpstreamErrorMeaning: CaseIterable, Sendable {
    /// The model is to be spoken to by Responses.
    case needsResponses
    /// The reasoning of earlier turns was refused, or its signature.
    case foreignReasoning
    /// This request cannot be reasoned about: earlier reasoning is lost, or the answer is not streamed.
    case noReasoning
    /// The model broke its own protocol.
    case modelFault
    /// The prompt, alone or with the room for the answer, is longer than the window.
    case contextTooLong
    /// More tokens were asked for than the model ever gives.
    case tooManyOutputTokens
    /// A limit that counts what is under way; it frees itself in moments.
    case busy
    case overloaded
    case rateLimited
    case noMoney
    case moderated
    case wrongKey
    case noTools
    case noImages
    case noSystemTurns
    case modelNotFound
    case tooLarge

    /// By the error's names, the most telling one first; then by its words.
    init?(names: [String], text: String) {
        // The words for that come under the most general names.
        if Self.needsResponses.words.contains(where: text.contains) {
            self = .needsResponses
            return
        }
        for name in names {
            guard let meaning = Self.allCases.first(where: { $0.names.contains(name) }) else { continue }
            self = meaning
            return
        }
        guard let meaning = Self.allCases.first(where: { $0.words.contains(where: text.contains) }) else { return nil }
        self = meaning
    }
}

extension UpstreamErrorMeaning {
    /// Codes and types, in lower case.
    var names: [String] {
        switch self {
        case .needsResponses, .noReasoning, .noTools, .noImages, .noSystemTurns: []
        case .foreignReasoning: ["invalid_encrypted_content"]
        case .modelFault: ["tool_use_failed", "json_validate_failed", "output_parse_failed"]
        case .contextTooLong:
            [
                "context_length_exceeded", "context_window_exceeded", "exceed_context_size_error",
                "contextwindowexceedederror", "1261",
            ]
        case .tooManyOutputTokens: ["max_tokens_exceeded"]
        case .busy: ["queue_exceeded"]
        case .overloaded:
            [
                "engine_overloaded_error", "engine_overloaded", "overloaded_error", "provider_overloaded",
                "server_overloaded", "capacity_exceeded", "insufficient_system_resource", "1305",
            ]
        case .rateLimited:
            [
                "rate_limit_exceeded", "rate_limit_reached_error", "rate_limit_error", "too_many_requests",
                "too_many_requests_error", "request_quota_exceeded", "token_quota_exceeded", "too_many_tokens_error",
                "resource_exhausted", "throttling.ratequota", "throttling.allocationquota", "1302", "1303",
            ]
        case .noMoney:
            [
                "insufficient_quota", "exceeded_current_quota_error", "billing_hard_limit_reached",
                "billing_not_active", "insufficient_credits", "insufficient_balance", "payment_required", "arrearage",
                "1113", "1008",
            ]
        case .moderated:
            [
                "content_filter", "content_policy_violation", "responsibleaipolicyviolation", "moderation_blocked",
                "data_inspection_failed", "1301",
            ]
        case .wrongKey:
            [
                "invalid_api_key", "wrong_api_key", "invalid_authentication_error", "authentication_error",
                "account_deactivated", "invalid_organization",
            ]
        case .modelNotFound:
            [
                "model_not_found", "model_not_available", "model_decommissioned", "deploymentnotfound",
                "unknown_model", "invalid_model", "1211",
            ]
        case .tooLarge: ["request_too_large", "payload_too_large"]
        }
    }

    /// Words in lower case, each of which is enough.
    var words: [String] {
        switch self {
        case .needsResponses:
            [
                "use /v1/responses", "only supported in v1/responses", "not a chat model", "use the responses api",
                "only supported via the responses api",
            ]
        case .foreignReasoning:
            [
                "invalid `signature` in `thinking`", "provided without its required following item",
                "encrypted content could not be verified", "property 'reasoning_content' is unsupported",
                "property 'reasoning' is unsupported", "property 'reasoning_details' is unsupported",
                "reasoning_content is not supported in", "remove the `reasoning_content`",
            ]
        case .noReasoning:
            [
                "must be passed back", "reasoning_content is missing", "enable_thinking must be set to false",
            ]
        case .modelFault:
            [
                "failed to call a function", "tool call validation failed", "was not in request.tools",
                "failed to validate json", "failed to parse tool call", "generated tool call is not valid",
            ]
        case .contextTooLong: ContextOverflow.words
        case .tooManyOutputTokens: OutputLimit.words
        case .busy: ["encountering high traffic"]
        case .overloaded:
            [
                "overloaded", "over capacity", "at capacity", "no capacity", "capacity exceeded", "slow down",
                "server is busy", "service is too busy",
            ]
        case .rateLimited: ["rate limit", "too many requests", "tokens per minute", "requests per minute"]
        case .noMoney:
            [
                "insufficient balance", "insufficient credits", "insufficient funds", "can only afford",
                "exceeded your current quota", "credit balance is too low", "requires more credits",
            ]
        case .moderated:
            ["requires moderation", "content management policy", "flagged by", "content filtering policy"]
        case .wrongKey:
            ["incorrect api key", "invalid api key", "api key not valid", "invalid_api_key", "no auth credentials"]
        case .noTools:
            [
                "support tool use", "does not support tools", "does not support function calling",
                "`tool calling` is not supported", "enable-auto-tool-choice", "tools param requires --jinja",
            ]
        case .noImages:
            [
                "support image input", "does not support images", "unknown variant `image_url`",
                "image_url is only supported", "at most 0 image", "is not a multimodal model",
                "images are not supported", "image input is not supported", "image inputs are not supported",
                "content must be a string", "does not support vision",
            ]
        case .noSystemTurns:
            [
                "system message must be at the beginning", "system role not supported", "role 'system' is not",
                "conversation roles must alternate",
            ]
        case .modelNotFound:
            [
                "model not found", "model not exist", "model does not exist", "does not exist or you do not have",
                "is not a valid model", "no endpoints found for", "has been decommissioned", "try pulling it first",
                "unknown model", "api deployment for this resource does not exist", "no such model",
            ]
        case .tooLarge: ["request entity too large", "payload too large", "request body too large"]
        }
    }
}
