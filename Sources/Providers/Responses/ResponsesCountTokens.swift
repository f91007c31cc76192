import JSONBytes
package import MessagesAPI
package import NIOCore

/// Has the tokens of a Messages request counted by OpenAI's Responses API: exactly, and without an answer.
///
/// - Note: Source: `POST /v1/responses/input_tokens`
///   (https://platform.openai.com/docs/api-reference/responses/input-tokens, seen 2026-11-22).
package enum ResponsesCountTokens {
    /// The body of `POST /responses/input_tokens`; the parameters are those of ``MessagesToResponses``.
    package static func body(
        for request: DecodedMessagesRequest,
        model: String,
        vendor: ChatCompletionsQuirks,
        searchesWeb: Bool,
        origin: String
    ) throws(UpstreamFailure) -> ByteBuffer {
        var translation = try MessagesToResponses(
            request,
            for: .tokenCount,
            model: model,
            vendor: vendor,
            searchesWeb: searchesWeb,
            adjustments: [],
            origin: origin
        )
        return try translation.translated().body
    }

    /// The number in the answer `{"object":"response.input_tokens","input_tokens":…}`; `nil` if there is none.
    package static func tokenCount(inAnswer body: ByteBuffer) -> Int? {
        let document = body.readableBytesSpan
        guard let members = try? JSON.members(of: document) else { return nil }
        return JSON.count("input_tokens", of: members, in: document)
    }
}
