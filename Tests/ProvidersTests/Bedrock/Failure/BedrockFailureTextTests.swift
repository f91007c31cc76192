import Providers
import Testing

@Suite("Bedrock errors by their words")
struct BedrockFailureTextTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let type: String
        let status: Int
        let text: String
        let kind: UpstreamFailure.Kind
        var adjustment: RequestAdjustment?
        var testDescription: String { text }

        init(
            _ text: String,
            _ kind: UpstreamFailure.Kind,
            _ adjustment: RequestAdjustment? = nil,
            type: String = "ValidationException",
            status: Int = 400
        ) {
            self.text = text
            self.kind = kind
            self.adjustment = adjustment
            self.type = type
            self.status = status
        }
    }

    static let refusals = [
        Row("invalid beta flag", .unsupportedFeature, .withoutBetas),
        Row(
            "Unexpected value(s) `x-2026-01-01` for the `anthropic-beta` header. Please consult our documentation.",
            .unsupportedFeature,
            .withoutBetas
        ),
        Row("anthropic_beta: Extra inputs are not permitted", .unsupportedFeature, .withoutBetas),
        Row(
            "context_management: Extra inputs are not permitted",
            .unsupportedFeature,
            .withoutField("context_management")
        ),
        Row("Some new_field-x: Extra inputs are not permitted", .unsupportedFeature, .withoutField("new_field-x")),
        Row(
            "Malformed input request: #: extraneous key [safeguards] is not permitted, please reformat your input and try again.",
            .unsupportedFeature,
            .withoutField("safeguards")
        ),
        Row("messages: Extra inputs are not permitted", .unsupportedFeature),
        Row("Extra inputs are not permitted", .unsupportedFeature),
        Row(
            "tools.0.custom.defer_loading: Extra inputs are not permitted",
            .unsupportedFeature,
            .withoutField("tools.defer_loading")
        ),
        Row("tools.12.strict: Extra inputs are not permitted", .unsupportedFeature, .withoutField("tools.strict")),
        Row(
            "thinking.adaptive.display: Extra inputs are not permitted",
            .unsupportedFeature,
            .withoutField("thinking.display")
        ),
        Row(
            "output_config.effort: Extra inputs are not permitted",
            .unsupportedFeature,
            .withoutField("output_config.effort")
        ),
        Row("output_config.format: Extra inputs are not permitted", .unsupportedFeature),
        Row("tools.0.bash_20250124.type: Extra inputs are not permitted", .unsupportedFeature),
        Row("output_config: Extra inputs are not permitted", .unsupportedFeature, .withoutField("output_config")),
        Row(
            "system.0.cache_control.ephemeral.ttl: Extra inputs are not permitted",
            .unsupportedFeature,
            .withoutField("cache_control.ttl")
        ),
        Row(
            "messages.1.output_config: Extra inputs are not permitted",
            .unsupportedFeature,
            .withoutField("messages.output_config")
        ),
        Row("messages.0.content.1.text.sparkle: Extra inputs are not permitted", .unsupportedFeature),
        Row(
            "context_management.edits.0: Extra inputs are not permitted",
            .unsupportedFeature,
            .withoutField("context_management")
        ),
        Row("messages.1.role: Input should be 'user' or 'assistant'", .unsupportedFeature, .withoutSystemTurns),
        Row("role 'system' is not supported on this model", .unsupportedFeature, .withoutSystemTurns),
        Row("Input is too long for requested model.", .contextTooLong),
        Row("prompt is too long: 210000 tokens > 200000 maximum", .contextTooLong),
        Row("input length and `max_tokens` exceed context limit: 100000 + 128000 > 200000", .contextTooLong),
        Row(
            "Invocation of model ID anthropic.claude-opus-5 with on-demand throughput isn’t supported. Retry your request with "
                + "the ID or ARN of an inference profile that contains this model.",
            .modelNotFound
        ),
        Row("The provided model identifier is invalid.", .modelNotFound),
        Row("Operation not allowed", .permission),
        Row(
            "The maximum tokens you requested exceeds the model limit of 4096.",
            .unsupportedFeature,
            .maxTokens(4_096)
        ),
        Row("Malformed input request: #/max_tokens: expected type: Integer", .invalidRequest),
        Row("`tool_use` ids were found without `tool_result` blocks immediately after", .invalidRequest),
        Row("adaptive thinking is not supported on this model", .invalidRequest),
        Row("The provided request is not valid", .invalidRequest),
    ]

    static let others = [
        Row(
            "Too many requests, please wait before trying again.",
            .rateLimited,
            type: "ThrottlingException",
            status: 429
        ),
        Row(
            "Too many tokens, please wait before trying again.",
            .rateLimited,
            type: "ThrottlingException",
            status: 429
        ),
        Row(
            "Too many tokens per day, please wait before trying again.",
            .quotaExhausted,
            type: "ThrottlingException",
            status: 429
        ),
        Row("Too many tokens per day, please wait before trying again.", .quotaExhausted, type: "", status: 429),
        Row("The model is loading.", .overloaded, type: "ModelNotReadyException", status: 429),
        Row(
            "Bedrock is unable to process your request.",
            .overloaded,
            type: "ServiceUnavailableException",
            status: 503
        ),
        Row(
            "You don't have access to the model with the specified model ID.",
            .permission,
            type: "AccessDeniedException",
            status: 403
        ),
        Row(
            "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model.",
            .modelNotFound,
            type: "ResourceNotFoundException",
            status: 404
        ),
        Row(
            "The security token included in the request is expired",
            .credentialExpired,
            .freshCredentials,
            type: "ExpiredTokenException",
            status: 403
        ),
        Row(
            "The security token included in the request is expired",
            .credentialExpired,
            .freshCredentials,
            type: "",
            status: 403
        ),
        Row(
            "Bearer Token has expired",
            .credentialExpired,
            .freshCredentials,
            type: "AccessDeniedException",
            status: 403
        ),
        Row(
            "Signature expired: 20261122T100000Z is now earlier than 20261122T101000Z",
            .clockSkew,
            .clockOffset(seconds: -7),
            type: "InvalidSignatureException",
            status: 403
        ),
        Row(
            "Signature not yet current: x",
            .clockSkew,
            .clockOffset(seconds: -7),
            type: "SignatureDoesNotMatch",
            status: 403
        ),
        Row("Signature not yet current: x", .clockSkew, .clockOffset(seconds: -7), type: "", status: 403),
        Row(
            "The request signature we calculated does not match the signature you provided.",
            .authentication,
            type: "InvalidSignatureException",
            status: 403
        ),
    ]

    @Test("The words decide, and are kept word for word", arguments: refusals + others)
    func table(_ row: Row) {
        let type = row.type.isEmpty ? nil : row.type
        let failure = BedrockFailure.classify(type: type, message: row.text, status: row.status, clockOffset: -7)

        #expect(failure.kind == row.kind)
        #expect(failure.adjustment == row.adjustment)
        #expect(failure.message == row.text)
    }

    @Test("A refusal without a name is read like one with it", arguments: refusals)
    func nameless(_ row: Row) {
        let failure = BedrockFailure.classify(type: nil, message: row.text.uppercased(), status: 400)
        #expect(failure.kind == row.kind)
    }
}
