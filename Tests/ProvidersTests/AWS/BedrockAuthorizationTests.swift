import HTTPTypes
import NIOCore
import Testing

@testable import Providers

@Suite("Authorization for Bedrock")
struct BedrockAuthorizationTests {
    private static let keys = ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s"]
    private static let bearer = keys.merging(["AWS_BEARER_TOKEN_BEDROCK": "bedrock-api-key-x"]) { $1 }
    private static let scope = SigV4Scope(region: "us-west-2", service: "bedrock")

    @Test("An API key wins over keys in the environment and is sent without a signature")
    func bearer() async throws {
        let headers = try await headers(AWSStage(Self.bearer))

        #expect(headers[.authorization] == "Bearer bedrock-api-key-x")
        #expect(headers[.amzDate] == nil)
    }

    @Test("Keys in the settings win over an API key")
    func settings() async throws {
        let settings = AWSCredentialSettings(accessKeyID: "SET", secretAccessKey: Secret("s"))

        let headers = try await headers(AWSStage(Self.bearer), settings)

        #expect(headers[.authorization]?.contains("Credential=SET/20260115/us-west-2/bedrock/aws4_request") == true)
    }

    @Test("An API key that would break the header is refused", arguments: ["a b", "a\nb", "é"])
    func badKey(_ key: String) {
        #expect(throws: AWSCredentialError.self) {
            try BedrockAuthorization.detect(
                settings: .init(),
                environment: AWSStage(["AWS_BEARER_TOKEN_BEDROCK": key]).environment
            )
        }
    }

    @Test("A clock offset moves the time of the signature")
    func offset() async throws {
        let headers = try await headers(AWSStage(Self.keys), adjustments: [.clockOffset(seconds: -45)])

        #expect(headers[.amzDate] == "20260115T093000Z")
    }

    @Test("After a refusal the source is asked again, unless that was done seconds ago")
    func fresh() async throws {
        let output = #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"}"#
        let stage = AWSStage(
            config: "[default]\ncredential_process = tool\n",
            command: { _ in .printed(output) }
        )
        let authorization = try BedrockAuthorization.detect(
            settings: .init(),
            environment: stage.environmentThatWaits
        )
        var request = Self.request

        try await authorization.authorize(&request, for: Self.scope, adjustments: [])
        try await authorization.authorize(&request, for: Self.scope, adjustments: [.freshCredentials])
        #expect(stage.commands.count == 1)
        stage.pass(60)
        try await authorization.authorize(&request, for: Self.scope, adjustments: [.freshCredentials])
        try await authorization.authorize(&request, for: Self.scope, adjustments: [])

        #expect(stage.commands.count == 2)
    }

    @Test("Requests that differ in the time of their signature alone ask the same, those of other keys do not")
    func sameQuestion() async throws {
        func request(_ key: String, _ offset: Int) async throws -> UpstreamRequest {
            let stage = AWSStage(["AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": "s"])
            let authorization = try BedrockAuthorization.detect(
                settings: .init(),
                environment: stage.environmentThatWaits
            )
            var request = Self.request
            try await authorization.authorize(
                &request,
                for: Self.scope,
                adjustments: [.freshCredentials, .clockOffset(seconds: offset)]
            )
            return request
        }

        let first = try await request("A", 0)

        #expect(try await request("A", 60).asksTheSame(as: first))
        #expect(try await request("A", 60).headers != first.headers)
        #expect(try await !request("B", 0).asksTheSame(as: first))
    }

    @Test("Without credentials the failure says what to do")
    func none() async {
        let failure = await #expect(throws: UpstreamFailure.self) {
            try await headers(AWSStage(), .init(usesInstanceMetadata: false))
        }

        #expect(failure?.kind == .misconfigured)
        #expect(failure?.message == AWSCredentialError.noCredentials.description)
    }

    private static let request = UpstreamRequest(
        method: .post,
        url: "https://bedrock-runtime.us-west-2.amazonaws.com/model/m/invoke",
        headers: [.contentType: "application/json"],
        body: ByteBuffer(string: "{}")
    )

    private func headers(
        _ stage: AWSStage,
        _ settings: AWSCredentialSettings = .init(),
        adjustments: Set<RequestAdjustment> = []
    ) async throws -> HTTPFields {
        let authorization = try BedrockAuthorization.detect(
            settings: settings,
            environment: stage.environmentThatWaits
        )
        var request = Self.request
        try await authorization.authorize(&request, for: Self.scope, adjustments: adjustments)
        return request.headers
    }
}

extension AWSStage {
    /// The environment with a clock whose waits end only by cancellation, so that no limit is ever reached.
    fileprivate var environmentThatWaits: AWSEnvironment {
        var environment = environment
        environment.sleep = { _ in try await Gate().wait() }
        return environment
    }
}
