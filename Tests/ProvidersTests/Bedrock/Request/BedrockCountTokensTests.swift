import Foundation
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Bedrock CountTokens")
struct BedrockCountTokensTests {
    @Test(
        "The prefix of a region is cut off a model id",
        arguments: [
            ("us.anthropic.claude-opus-5", "anthropic.claude-opus-5"),
            ("us-gov.anthropic.claude-opus-5", "anthropic.claude-opus-5"),
            ("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0"),
            ("anthropic.claude-opus-5", "anthropic.claude-opus-5"),
            ("my-model", "my-model"),
        ]
    )
    func foundationModel(_ id: String, _ expected: String) {
        #expect(BedrockCountTokens.foundationModel(of: id) == expected)
    }

    @Test(
        "There is nothing to count with behind an ARN, an empty or an overlong id",
        arguments: [
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
            "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5", "",
            String(repeating: "a", count: 257),
        ]
    )
    func notCountable(_ id: String) {
        #expect(BedrockCountTokens.foundationModel(of: id) == nil)
    }

    @Test(
        "The cleaned body goes in base64, with the max_tokens that a count does not have",
        arguments: [
            (#""max_tokens":7,"#, #""max_tokens":7,"#, ""),
            ("", "", #","max_tokens":1"#), (#""max_tokens":null,"#, #""max_tokens":1,"#, ""),
            (
                #""thinking":{"type":"enabled","budget_tokens":2000},"#,
                #""thinking":{"type":"enabled","budget_tokens":2000},"#, #","max_tokens":2001"#
            ),
        ]
    )
    func body(_ sent: String, _ kept: String, _ added: String) throws {
        let messages = #""messages":[{"role":"user","content":"ä"}]"#
        let request = try MessagesRequest(
            .countTokens,
            body: ByteBuffer(string: "{\"model\":\"m\",\(sent)\(messages)}"),
            betas: ["token-counting-2024-11-01"]
        )

        let body = try BedrockCountTokens.body(
            for: request,
            model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
            betas: .standard
        )

        let answer = try JSONDecoder().decode(Wrapper.self, from: Data(body.readableBytesView))
        let inner = "{\(kept)\(messages),\"anthropic_version\":\"bedrock-2023-05-31\"\(added)}"
        #expect(String(decoding: answer.input.invokeModel.body, as: UTF8.self) == inner)
    }

    @Test("Base64 has the right padding for every length")
    func padding() throws {
        for length in 0..<40 {
            let text = String((0..<length).map { _ in "x" })
            let request = try MessagesRequest(
                body: ByteBuffer(string: #"{"model":"m","max_tokens":1,"messages":["\#(text)"]}"#)
            )
            let plain = try BedrockRequestBody(for: request, model: "x").bytes
            let body = try BedrockCountTokens.body(for: request, model: "x", betas: .standard)

            let answer = try JSONDecoder().decode(Wrapper.self, from: Data(body.readableBytesView))

            #expect(answer.input.invokeModel.body == Data(plain.readableBytesView))
        }
    }

    @Test(
        "The number is read from an answer",
        arguments: [
            (#"{"inputTokens":17}"#, 17), (#"{ "x":1, "inputTokens" : 1.7e1 }"#, 17), (#"{"inputTokens":0}"#, 0),
            (#"{"inputTokens":-1}"#, nil), (#"{"inputTokens":"17"}"#, nil), ("{}", nil), ("", nil), ("<html>", nil),
        ] as [(String, Int?)]
    )
    func answer(_ body: String, _ expected: Int?) {
        #expect(BedrockCountTokens.tokens(inAnswer: ByteBuffer(string: body)) == expected)
    }

    private struct Wrapper: Decodable {
        struct Input: Decodable { let invokeModel: Invoke }
        struct Invoke: Decodable { let body: Data }
        let input: Input
    }
}
