import Providers
import Testing

@Suite("Bedrock addresses")
struct BedrockAddressTests {
    @Test(
        "Everything but the unreserved characters of a model id is percent-encoded",
        arguments: [
            ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0"),
            (
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2",
                "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fa1b2"
            ),
            ("a b?c#d%e~f_g", "a%20b%3Fc%23d%25e~f_g"), ("ä", "%C3%A4"), ("../x", "..%2Fx"), ("...", "..."),
        ]
    )
    func modelID(_ id: String, _ encoded: String) throws {
        let address = try BedrockAddress(region: "us-east-1")

        #expect(
            try address.url(of: .invoke, model: id)
                == "https://bedrock-runtime.us-east-1.amazonaws.com/model/\(encoded)/invoke"
        )
    }

    @Test(
        "Ids that would change the path are refused",
        arguments: ["", ".", "..", String(repeating: "a", count: 2049)]
    )
    func refusedIDs(_ id: String) throws {
        let address = try BedrockAddress(region: "us-east-1")

        let failure = #expect(throws: UpstreamFailure.self) { try address.url(of: .invoke, model: id) }
        #expect(failure?.kind == .misconfigured)
    }

    @Test("The longest id is taken")
    func longestID() throws {
        let address = try BedrockAddress(region: "us-east-1")
        #expect(
            try address.url(of: .countTokens, model: String(repeating: "a", count: 2048)).hasSuffix("a/count-tokens")
        )
    }

    @Test(
        "The host follows from the region",
        arguments: [
            ("us-west-2", "bedrock-runtime.us-west-2.amazonaws.com"),
            ("us-gov-west-1", "bedrock-runtime.us-gov-west-1.amazonaws.com"),
            ("cn-north-1", "bedrock-runtime.cn-north-1.amazonaws.com.cn"),
        ]
    )
    func regions(_ region: String, _ host: String) throws {
        let url = try BedrockAddress(region: region).url(of: .invokeWithResponseStream, model: "m")
        #expect(url == "https://\(host)/model/m/invoke-with-response-stream")
    }

    @Test(
        "What is no region is refused",
        arguments: [
            "", "us east", "us-east-1.evil.example/", "-x", "x-", "US-EAST-1", "x@y", String(repeating: "a", count: 33),
        ]
    )
    func refusedRegions(_ region: String) {
        let failure = #expect(throws: UpstreamFailure.self) { try BedrockAddress(region: region) }
        #expect(failure?.kind == .misconfigured)
    }

    @Test(
        "An endpoint takes the place of the region's host, with or without a slash or a path",
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("https://gateway.example/bedrock//", "https://gateway.example/bedrock"),
            ("http://[::1]:9", "http://[::1]:9"),
        ]
    )
    func endpoints(_ endpoint: String, _ base: String) throws {
        let url = try BedrockAddress(region: "anything", endpoint: endpoint).url(of: .invoke, model: "m")
        #expect(url == "\(base)/model/m/invoke")
    }

    @Test(
        "What is no endpoint is refused",
        arguments: [
            "", "gateway.example", "ftp://x", "https://", "https:///path", "http://x?y", "http://x#y", "http://a b",
            "http://u@h",
        ]
    )
    func refusedEndpoints(_ endpoint: String) {
        let failure = #expect(throws: UpstreamFailure.self) {
            try BedrockAddress(region: "us-east-1", endpoint: endpoint)
        }
        #expect(failure?.kind == .misconfigured)
    }
}
