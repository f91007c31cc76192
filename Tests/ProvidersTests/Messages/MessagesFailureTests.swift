import HTTPTypes
import NIOCore
import Providers
import Testing

@Suite("Messages failures")
struct MessagesFailureTests {
    static let now = 1_795_000_000

    static func read(_ status: Int, _ type: String, _ message: String, _ headers: HTTPFields = [:]) -> UpstreamFailure {
        let body = #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"},"request_id":"req_1"}"#
        return read(status, body: body, headers)
    }

    static func read(_ status: Int, body: String, _ headers: HTTPFields = [:]) -> UpstreamFailure {
        MessagesFailure.read(
            status: status,
            headers: headers,
            body: ByteBuffer(string: body),
            vendorName: "Anthropic",
            now: now
        )
    }

    @Test(
        "Each status and type has its meaning",
        arguments: [
            (400, "invalid_request_error", UpstreamFailure.Kind.invalidRequest),
            (401, "authentication_error", .authentication),
            (402, "billing_error", .billing), (403, "permission_error", .permission),
            (404, "not_found_error", .modelNotFound), (408, "timeout_error", .timedOut),
            (409, "conflict_error", .unavailable),
            (412, "invalid_request_error", .invalidRequest), (413, "request_too_large", .requestTooLarge),
            (422, "invalid_request_error", .invalidRequest), (429, "rate_limit_error", .rateLimited),
            (431, "invalid_request_error", .invalidRequest), (500, "api_error", .unavailable),
            (503, "api_error", .overloaded), (503, "overloaded_error", .overloaded), (504, "timeout_error", .timedOut),
            (529, "overloaded_error", .overloaded), (500, "overloaded_error", .overloaded), (524, "", .timedOut),
            (520, "", .unavailable), (405, "", .modelNotFound), (302, "", .malformed),
            (418, "new_error", .invalidRequest),
        ]
    )
    func table(_ status: Int, _ type: String, _ kind: UpstreamFailure.Kind) {
        let failure = Self.read(status, type, "Words")

        #expect(failure.kind == kind)
        #expect(failure.status == status)
        #expect(failure.message == "Words")
        #expect(failure.adjustment == nil)
    }

    @Test(
        "The words tell what the type does not",
        arguments: [
            (400, "Your credit balance is too low to access the Anthropic API.", UpstreamFailure.Kind.billing),
            (400, "You have reached your specified API usage limits. You will regain access on 2026-12-01.", .billing),
            (400, "prompt is too long: 210000 tokens > 200000 maximum", .contextTooLong),
            (400, "input length and `max_tokens` exceed context limit: 100000 + 128000 > 200000", .contextTooLong),
            (413, "Prompt is too long", .contextTooLong), (400, "Model Not Exist", .modelNotFound),
            (400, "foo/bar is not a valid model ID", .modelNotFound),
            (404, "No endpoints found that support tool use.", .unsupportedFeature),
            (404, "No endpoints found for foo/bar.", .modelNotFound), (404, "File not found: file_1", .invalidRequest),
            (500, "Overloaded", .overloaded),
            (429, "You exceeded your daily limit", .quotaExhausted), (429, "Insufficient balance", .billing),
            (429, "Number of request tokens has exceeded your per-minute rate limit: prompt is too long", .rateLimited),
            (400, "adaptive thinking is not supported on this model", .unsupportedFeature),
            (400, "max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens", .invalidRequest),
        ]
    )
    func words(_ status: Int, _ message: String, _ kind: UpstreamFailure.Kind) {
        let failure = Self.read(status, status == 429 ? "rate_limit_error" : "invalid_request_error", message)

        #expect(failure.kind == kind)
        #expect(failure.message == message)
    }

    @Test(
        "What can be left out is left out",
        arguments: [
            (
                "context_management: Extra inputs are not permitted",
                RequestAdjustment.withoutField("context_management")
            ),
            ("tools.3.custom.defer_loading: Extra inputs are not permitted", .withoutField("tools.defer_loading")),
            ("messages.1.output_config: Extra inputs are not permitted", .withoutField("messages.output_config")),
            (
                "messages.7.content.0.tool_use.caller: Extra inputs are not permitted",
                .withoutField("messages.content.caller")
            ),
            (
                "system.2.cache_control.ephemeral.scope: Extra inputs are not permitted",
                .withoutField("cache_control.scope")
            ),
            ("thinking.adaptive.display: Extra inputs are not permitted", .withoutField("thinking.display")),
            (
                "Unexpected value(s) `a-2026-01-01`, `b-1` for the `anthropic-beta` header. See x.",
                .withoutField("anthropic_beta.a-2026-01-01,b-1")
            ),
            ("invalid beta flag", .withoutBetas),
            ("Unexpected value(s) for the `anthropic-beta` header", .withoutBetas),
            ("messages.1.role: Input should be 'user' or 'assistant'", .withoutSystemTurns),
            ("messages.1.content.0: Invalid `signature` in `thinking` block", .withoutReasoning),
            (
                "messages.3.content.1: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.",
                .withoutReasoning
            ),
            (
                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.",
                .withoutReasoning
            ),
            ("The `content[].thinking` in the thinking mode must be passed back to the API.", .withoutReasoning),
            (
                "The long context beta is not yet available for this subscription.",
                .withoutField("anthropic_beta.context-1m-")
            ),
        ]
    )
    func adjustments(_ message: String, _ adjustment: RequestAdjustment) {
        let failure = Self.read(400, "invalid_request_error", message)

        #expect(failure.kind == .unsupportedFeature)
        #expect(failure.adjustment == adjustment)
        #expect(failure.message == message)
    }

    @Test(
        "What a request cannot do without is not left out",
        arguments: [
            "messages: Extra inputs are not permitted", "messages.0.content.0.text.x: Extra inputs are not permitted",
            ": Extra inputs are not permitted", "output_config.format: Extra inputs are not permitted",
        ]
    )
    func noAdjustment(_ message: String) {
        let failure = Self.read(400, "invalid_request_error", message)

        #expect(failure.kind == .unsupportedFeature)
        #expect(failure.adjustment == nil)
    }

    @Test("A rate limit for long prompts is none for others")
    func longContext() {
        let failure = Self.read(429, "rate_limit_error", "Extra usage is required for long context requests.")

        #expect(failure.kind == .unsupportedFeature)
        #expect(failure.adjustment == .withoutField("anthropic_beta.context-1m-"))
    }

    @Test(
        "Codes say more than types",
        arguments: [
            (429, "enforced_spend_limit_reached", UpstreamFailure.Kind.billing),
            (429, "ramp_limit_exceeded", .rateLimited),
            (429, "contract_spend_limit_reached", .billing), (400, "organization_on_hold", .permission),
            (404, "thread_not_found", .invalidRequest), (400, "tool_name_conflict", .invalidRequest),
        ]
    )
    func codes(_ status: Int, _ code: String, _ kind: UpstreamFailure.Kind) {
        let type = status == 429 ? "rate_limit_error" : status == 404 ? "not_found_error" : "invalid_request_error"
        let body = #"{"type":"error","error":{"type":"\#(type)","message":"m","details":{"error_code":"\#(code)"}}}"#

        #expect(Self.read(status, body: body).kind == kind)
    }

    @Test(
        "Another server's overflow is told in Anthropic's words",
        arguments: [
            (
                "This model's maximum context length is 65536 tokens. However, you requested 70001 tokens.",
                "prompt is too long: 70001 tokens > 65536 maximum (This model's maximum context length is 65536 tokens. However, you requested 70001 tokens.)"
            ),
            ("Exceeded the maximum context length", "prompt is too long: Exceeded the maximum context length"),
        ]
    )
    func overflow(_ message: String, _ told: String) {
        let failure = Self.read(400, "invalid_request_error", message)

        #expect(failure.kind == .contextTooLong)
        #expect(failure.message == told)
    }

    @Test(
        "OpenRouter's errors in their own shape",
        arguments: [
            (
                402, #"{"error":{"code":402,"message":"m","metadata":{"limit_source":"openrouter_in_flight_budget"}}}"#,
                "2" as String?, UpstreamFailure.Kind.rateLimited
            ),
            (402, #"{"error":{"code":402,"message":"m"}}"#, nil, .billing),
            (
                403, #"{"error":{"code":403,"message":"m","metadata":{"reasons":["x"],"flagged_input":"y"}}}"#, nil,
                .invalidRequest
            ),
            (403, #"{"error":{"code":403,"message":"m"}}"#, nil, .permission),
            (
                400, #"{"error":{"code":400,"message":"m","metadata":{"error_type":"provider_overloaded"}}}"#, nil,
                .overloaded
            ),
        ]
    )
    func openRouter(_ status: Int, _ body: String, _ retryAfter: String?, _ kind: UpstreamFailure.Kind) {
        let headers: HTTPFields = retryAfter.map { [.retryAfter: $0] } ?? [:]
        #expect(Self.read(status, body: body, headers).kind == kind)
    }

    @Test(
        "Bodies of other shapes are read as far as they go",
        arguments: [
            ("", "Anthropic answered 503."), ("plain text", "plain text"),
            ("<html><head><title>503 Backend fetch failed</title>", "503 Backend fetch failed"),
            (#"{"detail":"no such thing"}"#, "no such thing"), (#"{"error":"short"}"#, "short"),
            (#"{"message":"m","code":"x"}"#, "m"), (#"{"error":null}"#, "Anthropic answered 503."),
        ]
    )
    func shapes(_ body: String, _ message: String) {
        let failure = Self.read(503, body: body)

        #expect(failure.kind == .overloaded)
        #expect(failure.message == message)
    }

    @Test("A code tells what it is where the type does not")
    func code() {
        let body = #"{"error":{"message":"Slower.","type":"requests","code":"rate_limit_exceeded"}}"#
        let failure = MessagesFailure.inSuccess(ByteBuffer(string: body), vendorName: "V")
        #expect(failure.kind == .rateLimited)
    }

    @Test("Keys in an error are not repeated")
    func secrets() {
        let failure = Self.read(401, "authentication_error", "invalid x-api-key: sk-ant-api03-abcdefghijklmnop")

        #expect(!failure.message.contains("abcdefghijklmnop"))
    }
}
