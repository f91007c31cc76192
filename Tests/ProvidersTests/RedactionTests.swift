import Providers
import Testing

@Suite("Redaction")
struct RedactionTests {
    @Test(
        "Secrets go",
        arguments: [
            ("key AKIAIOSFODNN7EXAMPLE.", "key <redacted>."), ("(ASIAIOSFODNN7EXAMPLE)", "(<redacted>)"),
            ("secret wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY!", "secret <redacted>!"),
            ("sha 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", "sha <redacted>"),
            ("sk-ant-api03-abcdefghijklmnop is bad", "<redacted> is bad"),
            ("Authorization: Bearer abc.DEF-ghi_jklmnop", "Authorization: Bearer <redacted>"),
            ("bearer   bedrock-api-key-YmVkcm9jaw==", "bearer   <redacted>"),
            ("bedrock-api-key-YmVkcm9jaw==", "<redacted>"),
            ("x-amz-security-token:FwoGZXIvYXdz\n", "x-amz-security-token:<redacted>\n"),
            ("?X-Amz-Security-Token=IQoJb3Jp%2F&x=1", "?X-Amz-Security-Token=<redacted>&x=1"),
            (
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260115/us-east-1/bedrock/aws4_request, Signature=abcdef0123",
                "AWS4-HMAC-SHA256 Credential=<redacted>, Signature=<redacted>"
            ),
            (#"{"sessionToken" : "abcdefghij"}"#, #"{"sessionToken" : "<redacted>"}"#),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "<redacted>"),
            ("user AROAIOSFODNN7EXAMPLE:session", "user <redacted>:session"),
        ]
    )
    func secrets(_ text: String, _ scrubbed: String) {
        #expect(Redaction.scrub(text) == scrubbed)
    }

    @Test(
        "What is no secret stays word for word",
        arguments: [
            "", "prompt is too long: 210000 tokens > 200000 maximum", "Bearer token has expired", "Bearer Token",
            "Signature expired: x",
            "Credential should be scoped to a valid region.", "messages.1.role: Input should be 'user' or 'assistant'",
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
            "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "toolu_bdrk_01AbCdEfGhIjKlMnOpQrStUv",
            "with on-demand throughput isn’t supported",
            "8f14e45f-ceea-467f-9575-1f0e2a0b3c4d",
            "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html",
            "tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12", "日本語 ä",
            "signature: invalid", "sk-short", "internal/path/without/digits/in/it/that/is/quite/long/indeed",
        ]
    )
    func plain(_ text: String) {
        #expect(Redaction.scrub(text) == text)
    }

    @Test("The text is bounded, and a secret at its end is not cut into something that passes")
    func bounded() {
        #expect(Redaction.scrub(String(repeating: "ä ", count: 5_000)).count == 2_000)
        let text = String(repeating: "a ", count: 990) + "AKIAIOSFODNN7EXAMPLEAKIAIOSFODNN7EXAMPLE"
        #expect(!Redaction.scrub(text).contains("AKIA"))
    }

    @Test("A key goes wherever it stands")
    func anyBytes() {
        var random = SeededGenerator(seed: 3)
        let pieces = [
            "AKIA", "Bearer ", "IOSFODNN7EXAMPLE", "=", ":", " ", "\"", "Signature", "credential", "aB3/", "ä", "\\",
            "sk-",
        ]
        for _ in 0..<1_000 {
            let text = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let once = Redaction.scrub(text)
            #expect(!once.contains("AKIAIOSFODNN7EXAMPLE ") && !once.contains("AKIAIOSFODNN7EXAMPLE="))
        }
    }
}
