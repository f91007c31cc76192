import HTTPTypes
import Testing

@testable import Providers

@Suite("Keys and tokens are never shown")
struct CredentialSecrecyTests {
    @Test("Printing, dumping and reflecting credentials shows source and expiry only")
    func credentials() {
        let credentials = AWSCredentials(
            accessKeyID: "AKIDHIDDEN",
            secretAccessKey: Secret("hidden-secret"),
            sessionToken: Secret("hidden-token"),
            expiration: 1_768_469_445,
            source: .sso
        )
        var dumped = ""
        dump(credentials, to: &dumped)
        dump([credentials], to: &dumped)

        let shown = ["\(credentials)", String(reflecting: credentials), "\(Optional(credentials) as Any)", dumped]

        #expect(credentials.description == "AWS credentials from sso, until 2026-01-15T09:30:45Z")
        for text in shown { #expect(!text.lowercased().contains("hidden"), "\(text)") }
    }

    @Test("A plan with keys in it shows none of them")
    func plan() throws {
        let stage = AWSStage(["AWS_ACCESS_KEY_ID": "AKIDHIDDEN", "AWS_SECRET_ACCESS_KEY": "hidden"])
        let plan = try stage.chain().plan()
        var dumped = ""
        dump(plan, to: &dumped)

        #expect(!"\(plan)\(dumped)".lowercased().contains("hidden"))
    }

    @Test("What passes between us and a source shows no variable, header or body")
    func exchange() {
        let stage = AWSStage(["AWS_SECRET_ACCESS_KEY": "hidden"])
        let values: [Any] = [
            stage.environment, stage.chain(),
            AWSHTTPRequest(
                method: .post,
                url: "https://host/?hidden",
                headers: [.authorization: "hidden"],
                body: Array("hidden".utf8),
                timeout: .seconds(1)
            ),
            AWSHTTPResponse.text(200, "hidden", headers: [.authorization: "hidden"]),
            AWSProcess(executable: "tool", arguments: ["hidden"], variables: ["K": "hidden"], timeout: .seconds(1)),
            AWSProcessResult.printed("hidden"),
        ]
        var dumped = ""
        dump(values, to: &dumped)

        let shown = dumped + values.map { "\($0) " + String(reflecting: $0) }.joined()

        #expect(!shown.contains("hidden"))
        #expect(!shown.contains("104"), "The bytes of the word are not shown either.")
        #expect(shown.contains("POST host"))
    }

    @Test("Every error is one sentence", arguments: allErrors)
    func sentences(_ error: AWSCredentialError) {
        #expect(error.description.hasSuffix("."))
        #expect(!error.description.contains("\n"))
        #expect(error.upstreamFailure.message == error.description)
    }

    @Test(
        "What looks like a key is cut out of other people's words",
        arguments: [
            ("key AKIAIOSFODNN7EXAMPLE", "key <hidden>"),
            ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "<hidden>"),
            ("token=IQoJb3JpZ2luX2VjEXAMPLETOKEN////wEaCXVzLWVhc3Qt+x==", "<hidden>"),
            ("\"eyJhbGciOiJSUzI1NiIsInR5cCI6.eyJz.x\"", "<hidden>"),
            ("arn:aws:iam::123456789012:role/SomeVeryLongRoleName2024 is not authorized", nil),
            ("Request 7f3c1d9a-1111-2222-3333-abcdefabcdef failed", nil), ("AccessDenied: no", nil),
            ("a\u{1B}[31mb", "a[31mb"), ("  \n\n first\nsecond", "first"), ("", ""),
        ] as [(String, String?)]
    )
    func excerpts(_ text: String, _ shown: String?) {
        #expect(ErrorExcerpt.text(of: text.utf8) == shown ?? text)
    }

    @Test("A long text is cut")
    func longExcerpt() {
        #expect(ErrorExcerpt.text(of: String(repeating: "word ", count: 10_000).utf8).count == ErrorExcerpt.limit + 1)
    }

    private static let allErrors: [AWSCredentialError] = [
        .noCredentials, .cancelled, .timedOut(seconds: 60), .incomplete(.environment, missing: "AWS_ACCESS_KEY_ID"),
        .expired(.process), .profileNotFound("p"), .unreadableFile(path: "/f"), .missingFile(path: "/f"),
        .fileTooLarge(path: "/f", limit: 1), .malformedFile(path: "/f", line: 1),
        .invalidSetting(name: "n", requirement: "a number"), .ambiguousRoleSource(profile: "p"),
        .emptySourceProfile("p"), .emptyCredentialSource(profile: "p"), .roleLoop(profile: "p"),
        .roleChainTooLong(limit: 8), .multiFactorRequired(profile: "p"), .loginSession(profile: "p"),
        .signInRequired(profile: "p"), .commandNotRun(profile: "p", reason: .timedOut),
        .commandFailed(profile: "p", status: 1, excerpt: ""), .refused(.sso, status: 403, excerpt: "no"),
        .unreachable(.container), .malformed(.sso),
    ]
}
