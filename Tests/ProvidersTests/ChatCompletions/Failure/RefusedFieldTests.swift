import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("What a refusal says of a field")
struct RefusedFieldTests {
    private let provider = ChatCompletionsProvider(
        vendor: .compatible,
        baseURL: "http://h/v1",
        apiKey: nil,
        now: { 0 },
        makeMessageID: { "msg_1" }
    )
    private let target = Target(provider: "p", model: "m")

    private func failure(_ message: String, code: String?, parameter: String?) -> UpstreamFailure {
        var members = [#""message":"\#(message)""#]
        if let code { members.append(#""code":"\#(code)""#) }
        if let parameter { members.append(#""param":"\#(parameter)""#) }
        let body = ByteBuffer(string: #"{"error":{\#(members.joined(separator: ","))}}"#)
        return provider.failure(status: 400, headers: [:], body: body, target: target)
    }

    /// The next request to the same target.
    private func nextBody() async throws -> String {
        let request =
            #"{"model":"m","max_tokens":100,"temperature":0.5,"top_p":0.9,"stop_sequences":["x"],"stream":true,"#
            + #""messages":[{"role":"user","content":"Hi"}]}"#
        let message = try MessagesRequest(body: ByteBuffer(string: request))
        return String(buffer: try await provider.call(for: message, target: target, adjustments: []).request.body)
    }

    @Test(
        "A value that is out of bounds is the request's fault, and teaches nothing",
        arguments: [
            ("temperature can only be between 0 and 1", nil, nil),
            ("temperature: 1.5 is not allowed, it must be between 0 and 1", nil, nil),
            ("Invalid 'temperature': decimal above maximum value. 3 is not supported.", "decimal_above_max_value", nil),
            ("Invalid value: 3 is not supported.", "invalid_value", "temperature"),
            ("`temperature` must be in the range [0, 2]; other values are not supported", nil, "temperature"),
            ("max_completion_tokens of 200000 is not allowed for this model", nil, "max_completion_tokens"),
            ("max_completion_tokens above 8192 are not supported", nil, nil),
            ("max_tokens of 99999 is not supported, max_completion_tokens may be 8192", nil, nil),
            ("metadata has more keys than the maximum of 16, which is not allowed", nil, nil),
        ] as [(String, String?, String?)]
    )
    func bounds(_ message: String, _ code: String?, _ parameter: String?) async throws {
        let failure = failure(message, code: code, parameter: parameter)
        let body = try await nextBody()

        #expect(failure.adjustment == nil)
        #expect(failure.kind == .invalidRequest)
        #expect(body.contains(#""temperature":0.5"#))
        #expect(body.contains(#""max_tokens":100"#))
    }

    @Test(
        "Words that are a field's name elsewhere are not taken for it",
        arguments: [
            "The provider does not support this kind of request.",
            "You are not allowed to store conversations here.",
            "Roles other than user are not supported. Set temperature, stop and provider as you like.",
            "Thinking about prompts of this kind is not permitted.",
        ]
    )
    func words(_ message: String) async throws {
        #expect(failure(message, code: nil, parameter: nil).adjustment == nil)
        #expect(try await nextBody().contains(#""stop":["x"]"#))
    }

    @Test(
        "A field that the server does not have is left out for good",
        arguments: [
            (
                "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is "
                    + "supported.", "unsupported_value", "temperature"
            ),
            ("Unsupported parameter: 'temperature' is not supported with this model.", "unsupported_parameter", nil),
            ("`temperature` is deprecated for this model.", nil, nil),
            ("temperature: Extra inputs are not permitted", nil, nil),
            ("invalid temperature: only 1 is allowed for this model", nil, nil),
            ("property 'temperature' is unsupported", nil, nil),
            ("Unrecognized request argument supplied: temperature", nil, nil),
            ("Argument not supported on this model: temperature", nil, nil),
        ] as [(String, String?, String?)]
    )
    func lasting(_ message: String, _ code: String?, _ parameter: String?) async throws {
        let failure = failure(message, code: code, parameter: parameter)
        let body = try await nextBody()

        #expect(failure.adjustment == .withoutField("temperature"))
        #expect(failure.kind == .unsupportedFeature)
        #expect(!body.contains("temperature"))
    }

    @Test(
        "A field that is refused beside another is left out once",
        arguments: [
            ("`temperature` and `top_p` cannot both be specified for this model. Please use only one.", "temperature"),
            ("top_p is not supported when thinking is enabled", "top_p"),
            ("temperature can only be 1", "temperature"),
            ("tool_choice 'required' is not compatible with thinking enabled", "tool_choice"),
            ("Argument not supported on this model: stop", "stop"),
            ("`stop` is not allowed", "stop"),
        ]
    )
    func once(_ message: String, _ field: String) async throws {
        #expect(failure(message, code: nil, parameter: nil).adjustment == .withoutField(field))
        let body = try await nextBody()
        #expect(body.contains(#""temperature":0.5"#))
        #expect(body.contains(#""top_p":0.9"#))
        #expect(body.contains(#""stop":["x"]"#))
    }

    @Test(
        "A field with another name there is called by that for good",
        arguments: [
            (
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' "
                    + "instead.", "unsupported_parameter", "max_tokens"
            ),
            ("max_tokens is deprecated in favor of max_completion_tokens and not supported", nil, nil),
            ("Setting max_tokens is not supported, use `max_completion_tokens`", nil, nil),
        ] as [(String, String?, String?)]
    )
    func renamed(_ message: String, _ code: String?, _ parameter: String?) async throws {
        let failure = failure(message, code: code, parameter: parameter)

        #expect(failure.adjustment == .renamedField("max_tokens", to: "max_completion_tokens"))
        #expect(try await nextBody().contains(#""max_completion_tokens":100"#))
    }

    @Test(
        "The newer name that a server does not know is replaced by the older one",
        arguments: [
            "Unrecognized request argument supplied: max_completion_tokens",
            "unknown field `max_completion_tokens`",
            "max_completion_tokens is not supported by this server",
            "max_completion_tokens is not allowed, use max_tokens",
        ]
    )
    func olderName(_ message: String) {
        let failure = failure(message, code: nil, parameter: nil)

        #expect(failure.adjustment == .renamedField("max_completion_tokens", to: "max_tokens"))
    }
}
