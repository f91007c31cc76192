import Testing

@testable import Server

@Suite("Broken YAML")
struct YAMLDocumentTests {
    private func problems(_ text: String) -> [String] {
        YAMLDocument(text, file: "config.yaml").problems.map(\.description)
    }

    @Test("The quick-start block of an older README is told exactly, with the corrected lines")
    func quickStart() {
        let block = """
            server:
              port: "3001"

            providers:
              bedrock:
                region: us-west-2

            routing:
              enable: true
              models:
              -  model: "default"
                  provider_sequence:
                    - name: "bedrock"
                      variants:
                        - model: us.anthropic.claude-opus-4-1-20250805-v1:0
                          region: us-west-2
              -  model: "haiku"
                  provider_sequence:
                    - name: "bedrock"
                      variants:
                        - model: us.anthropic.claude-3-5-haiku-20241022-v1:0
                          region: us-east-1

              retry_timeout_millis: 1000
              rate_limit_seconds: 10
            """

        #expect(
            ConfigurationSample(yaml: block).problems == [
                """
                config.yaml:12:7: error: invalid YAML: 'provider_sequence' is not under 'model': line 11 opens the list \
                item with its key in column 6, and this key stands in column 7
                  fix: put 'provider_sequence' in column 6, so that the line reads
                     provider_sequence:
                """,
                """
                config.yaml:18:7: error: invalid YAML: 'provider_sequence' is not under 'model': line 17 opens the list \
                item with its key in column 6, and this key stands in column 7
                  fix: put 'provider_sequence' in column 6, so that the line reads
                     provider_sequence:
                """,
            ]
        )
    }

    @Test("The corrected lines make the quick-start block load")
    func quickStartMended() throws {
        let mended = """
            routing:
              models:
              -  model: "default"
                 provider_sequence:
                    - name: "bedrock"
                      variants:
                        - model: us.anthropic.claude-opus-4-1-20250805-v1:0
            """

        #expect(try ConfigurationSample(yaml: mended).load().routing.models.count == 1)
    }

    @Test("A key that stands left of its item's first key is told as well")
    func tooFarLeft() {
        let text = "a:\n  -   model: x\n    name: y\n"

        #expect(
            problems(text) == [
                """
                config.yaml:3:5: error: invalid YAML: 'name' is not under 'model': line 2 opens the list item with its \
                key in column 7, and this key stands in column 5
                  fix: put 'name' in column 7, so that the line reads
                      name:
                """
            ]
        )
    }

    @Test(
        "Each mistake of form has its place and its mend",
        arguments: [
            ("a: \"x\nb: 1\n", "1:4: error: invalid YAML: the quote that opens here is never closed\n  fix: close it"),
            ("a:\n\tb: 1\n", "2:1: error: invalid YAML: a tab indents this line\n  fix: indent with spaces"),
            ("a: @x\n", "1:4: error: invalid YAML: '@' cannot begin a value\n  fix: put the value in quotes"),
            (
                "a: [1, 2\n",
                "2:1: error: invalid YAML: the bracket that opens in line 1, column 4 is not closed\n"
                    + "  fix: close it, or put the value in quotes"
            ),
            (
                "a:\n  b: 1\n c: 2\n",
                "3:2: error: invalid YAML: this line does not fit the block that begins in line 1, column 1\n"
                    + "  fix: align it with the lines of its block"
            ),
            (
                "a: b: c\n",
                "1:5: error: invalid YAML: a ':' where no key can stand\n"
                    + "  fix: put the value in quotes if it holds ': ', or align the key with its neighbours"
            ),
            (
                "a: *b\n",
                "1:4: error: invalid YAML: an alias without its anchor\n  fix: define it before with '&', or quote the '*'"
            ),
            ("a: 1\n---\nb: 2\n", "2:1: error: a second document begins here\n  fix: keep one document in the file"),
            (
                "a: \u{1}\n",
                "1:4: error: invalid YAML: control character U+1\n  fix: remove it; the file must be plain UTF-8 text"
            ),
            ("{a: 1}: 2\n", "1:1: error: a list or a map cannot be a key\n  fix: use text"),
        ]
    )
    func form(_ text: String, _ expected: String) {
        #expect(problems(text) == ["config.yaml:" + expected])
    }

    @Test("A byte order mark and the line ends of Windows do no harm")
    func windows() throws {
        let configuration = try ConfigurationSample(
            yaml: "\u{FEFF}providers:\r\n  bedrock:\r\n    region: eu-west-1\r\n"
        )
        .load()

        #expect(configuration.providers[0].region == "eu-west-1")
    }

    @Test("A file of a few lines that stands for billions of values is refused at once")
    func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...6 {
            let uses = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(uses)]\n"
        }

        #expect(
            problems(text).map { $0.prefix(60) } == [
                "config.yaml:1:10: error: more than 50000 values\n  fix: alias"
            ]
        )
    }

    @Test("Many aliases, and aliases that hide in keys, are refused before they are compared")
    func aliases() {
        let many = "a: &a x\n" + (0..<65).map { "b\($0): *a\n" }.joined()
        let inKey = "a: &a [x]\n? [*a, *a]\n: 1\n"
        let inFlowKey = "a: &a [x]\n{b: *a}: 1\n"
        let asKey = "a: &a x\n*a : 1\n"

        #expect(
            problems(many).map { $0.prefix(60) } == ["config.yaml:66:6: error: more than 64 uses of '*' aliases\n  "]
        )
        for (text, column) in [(inKey, 1), (inFlowKey, 7), (asKey, 1)] {
            let expected = "config.yaml:2:\(column): error: a list, map or alias as a key\n  fix: write the values out"
            #expect(problems(text) == [expected])
        }
    }

    @Test("Depth and size have limits", .timeLimit(.minutes(1)))
    func limits() {
        let deep = String(repeating: "[", count: 10_000)
        let deepButClosed = "a: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let large = "# " + String(repeating: "x", count: YAMLLimits.fileBytes)

        #expect(problems(deep) == ["config.yaml:1:1: error: nested deeper than 32 levels"])
        #expect(problems(deepButClosed) == ["config.yaml:1:35: error: nested deeper than 32 levels"])
        #expect(
            problems(large).map { $0.prefix(58) } == ["config.yaml:1:1: error: the file is larger than 1048576 by"]
        )
    }

    @Test("Thousands of mistakes of form are told in part and soon", .timeLimit(.minutes(1)))
    func manyMistakes() {
        let repeated = "server:\n" + String(repeating: "  port: 1\n", count: 20_000)
        let misplaced = "a:\n" + String(repeating: "-  b: \"c\"\n    d: e\n", count: 10_000)
        let oneLine = "a: [" + String(repeating: "{b: c},", count: 10_000) + "]"

        #expect(problems(repeated).count == YAMLLimits.repairs)
        #expect(problems(misplaced).count == YAMLLimits.repairs)
        #expect(problems(oneLine) == ["config.yaml:1:1: error: this line is longer than 16384 bytes\n  fix: break it"])
    }
}
