import Testing

@testable import SimulatedUpstream

@Suite("Paths")
struct RequestPathTests {
    @Test("A model id may be encoded or not", arguments: ["%3A", "%3a", ":"])
    func colon(_ colon: String) {
        let path = RequestPath(uri: "/model/us.anthropic.claude-sonnet-4-5-20250929-v1\(colon)0/invoke?x=1")

        #expect(path?.modelID == "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
        #expect(path?.operation == .invoke)
    }

    @Test("An ARN keeps its slash only if it was encoded")
    func arn() {
        let arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile"

        #expect(RequestPath(uri: "/model/\(arn)%2Fus.x/count-tokens")?.modelID == "\(arn)/us.x")
        #expect(RequestPath(uri: "/model/\(arn)/us.x/count-tokens") == nil)
    }

    @Test(
        "Everything else is no operation",
        arguments: [
            "/", "/model//invoke", "/model/a/converse", "/model/a/invoke/", "/models/a/invoke", "/model/%zz/invoke",
        ]
    )
    func others(_ uri: String) { #expect(RequestPath(uri: uri) == nil) }

    @Test("The short name of a model is what Bedrock answers with")
    func shortNames() {
        #expect(AnswerIdentity.shortName(of: TestRequest.model) == "claude-sonnet-4-5-20250929")
        #expect(AnswerIdentity.shortName(of: "global.anthropic.claude-opus-4-6-v1") == "claude-opus-4-6")
        #expect(AnswerIdentity.shortName(of: "anthropic.claude-opus-5") == "claude-opus-5")
        #expect(
            AnswerIdentity.shortName(of: "arn:aws:bedrock:x:1:application-inference-profile/ab") == "claude-simulated"
        )
    }
}
