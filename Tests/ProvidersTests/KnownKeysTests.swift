import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Keys that upstreams spell back")
struct KnownKeysTests {
    private static let key = "Plain-Word-77"
    private static let target = Target(provider: "p", model: "m")

    private static let providers: [any Provider] = [
        ChatCompletionsProvider(vendor: .compatible, baseURL: "http://h/v1", apiKey: Secret(key), now: { 0 }),
        ChatCompletionsProvider(vendor: .azure, baseURL: "http://h/v1", apiKey: Secret(key), now: { 0 }),
        MessagesProvider(vendor: .compatible, baseURL: "http://h", credential: .key(Secret(key)), now: { 0 }),
    ]

    private static let body =
        #"{"type":"error","error":{"type":"\#(key)","message":"The key \#(key) is not known."}}"#

    private func isSecret(_ failure: UpstreamFailure) -> Bool {
        !"\(failure)".contains(Self.key) && failure.message.contains("is not known")
    }

    @Test("The key is taken out of an error's name and words", arguments: providers.indices)
    func answer(_ index: Int) {
        let body = ByteBuffer(string: Self.body)
        #expect(isSecret(Self.providers[index].failure(status: 400, headers: [:], body: body, target: Self.target)))
    }

    @Test("It is taken out of an error inside of a success too", arguments: providers.indices, [true, false])
    func success(_ index: Int, isStreaming: Bool) async throws {
        let request =
            #"{"model":"m","max_tokens":9,"stream":\#(isStreaming),"messages":[{"role":"user","content":"hi"}]}"#
        let message = try MessagesRequest(body: ByteBuffer(string: request))
        var translator = try await Self.providers[index].call(for: message, target: Self.target, adjustments: [])
            .translator
        let answer = isStreaming ? "event: error\ndata: \(Self.body)\n\n" : Self.body
        let failure = try #require(
            throws: UpstreamFailure.self,
            performing: {
                _ = try translator.push(ByteBuffer(string: answer))
                _ = try translator.finish()
            }
        )
        #expect(isSecret(failure))
    }

    @Test(
        "Keys in an address are taken out",
        arguments: [
            "?subscription-key=abcd1234efgh", "?a=1&code=abcd1234efgh", "?sig=abcd1234efgh", "?Token=abcd1234efgh",
        ]
    )
    func address(_ query: String) {
        #expect(!Redaction.scrub("404 at https://host/path\(query)").contains("abcd1234efgh"))
    }

    @Test("What is no key in an address stays")
    func version() {
        let text = "404 at https://host/path?api-version=2024-10-21&mode=development"
        #expect(Redaction.scrub(text) == text)
    }
}
