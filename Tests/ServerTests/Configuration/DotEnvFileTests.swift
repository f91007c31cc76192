import Testing

@testable import Server

@Suite("The .env file")
struct DotEnvFileTests {
    @Test(
        "Quoting, comments and spaces",
        arguments: [
            ("A=b", "b"), ("export A=b", "b"), ("  A = b  ", "b"), ("A=", ""), ("A=b # c", "b"), ("A=b#c", "b#c"),
            ("A=#c", ""), ("A='b # c'", "b # c"), ("A=\"b # c\"", "b # c"), ("A='b\\n$X'", "b\\n$X"),
            ("A=\"b\\nc\\t\\\"d\\\" \\$E \\x\"", "b\nc\t\"d\" $E \\x"), ("A=\"b\nc\"", "b\nc"),
            ("A='b\n\nc'", "b\n\nc"),
            ("A=b=c", "b=c"), ("A=1\nA=2", "2"), ("A='b' # c", "b"), ("A=${B}", "${B}"), ("A=b\r\nB=c", "b"),
            ("# A=x\n\nA=b", "b"), ("A=it's", "it's"),
        ]
    )
    func values(_ text: String, _ expected: String) {
        let file = DotEnvFile(text, file: ".env")

        #expect(file.entries["A"]?.value == expected)
        #expect(file.problems.isEmpty)
    }

    @Test("A line that cannot be read is a warning with its place and without its text, and stops nothing")
    func problems() {
        let file = DotEnvFile("no equals sign\nA=1\nSECRET=\"sk-open\nB=2\n1X=3", file: ".env")

        #expect(file.entries.keys.sorted() == ["A", "B"])
        #expect(
            file.problems.map(\.description) == [
                ".env:1:1: warning: this line is not NAME=value\n  fix: begin comments with '#'",
                ".env:3:1: warning: the quote in the value of SECRET is never closed\n  fix: close it",
                ".env:5:1: warning: this line is not NAME=value\n  fix: begin comments with '#'",
            ]
        )
    }

    @Test("Warnings about .env reach the configuration")
    func warnings() throws {
        let configuration = try ConfigurationSample(yaml: ConfigurationSample.valid(), dotEnv: "oops").load()

        #expect(configuration.warnings.map(\.message) == ["this line is not NAME=value"])
    }
}
