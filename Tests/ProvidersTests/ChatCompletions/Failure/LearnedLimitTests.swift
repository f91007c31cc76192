import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("What a refusal of one request must not teach for all")
struct LearnedLimitTests {
    private static let image = #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}"#

    private func body(after refusal: String) async throws -> String {
        let provider = ChatCompletionsProvider(
            vendor: .compatible,
            baseURL: "http://h/v1",
            apiKey: nil,
            now: { 0 },
            makeMessageID: { "msg_1" }
        )
        let target = Target(provider: "p", model: "m")
        let error = ByteBuffer(string: #"{"error":{"message":"\#(refusal)"}}"#)
        _ = provider.failure(status: 400, headers: [:], body: error, target: target)
        let request =
            #"{"model":"m","max_tokens":32000,"messages":[{"role":"user","content":[\#(Self.image)]}],"stream":true}"#
        let message = try MessagesRequest(body: ByteBuffer(string: request))
        return String(buffer: try await provider.call(for: message, target: target, adjustments: []).request.body)
    }

    @Test(
        "A count of something else is not the length of answers",
        arguments: [
            "This model supports at most 5 images per request.",
            "stop: this model supports at most 4 stop sequences",
            "tools: the provider supports at most 64 functions",
            "max_tokens must be less than or equal to 16 for this test account",
        ]
    )
    func counts(_ refusal: String) async throws {
        #expect(try await body(after: refusal).contains(#""max_tokens":32000"#))
    }

    @Test("A picture of the wrong kind does not make the model blind")
    func format() async throws {
        let body = try await body(after: "The model does not support image format image/tiff")
        #expect(body.contains("data:image/png"))
    }

    @Test("A model without eyes is shown no more pictures")
    func blind() async throws {
        let body = try await body(after: "This model does not support images.")
        #expect(!body.contains("data:image/png"))
    }
}
