import Testing

@testable import Providers

@Suite("Command lines without a shell")
struct ShellWordsTests {
    @Test(
        "Words are split like a shell does",
        arguments: [
            ("", []), ("  ", []), ("a b\tc", ["a", "b", "c"]), ("'a b' c", ["a b", "c"]), ("\"a b\"c", ["a bc"]),
            ("a\\ b", ["a b"]), ("''", [""]), ("a \"\" b", ["a", "", "b"]), (#""a\"b\\c\d""#, [#"a"b\c\d"#]),
            (#"'a\b'"#, [#"a\b"#]), ("~/x $HOME | y; z", ["~/x", "$HOME", "|", "y;", "z"]), ("\"it's\"", ["it's"]),
            ("é '世 界'", ["é", "世 界"]),
        ]
    )
    func splits(_ line: String, _ words: [String]) { #expect(ShellWords.split(line) == words) }

    @Test("An open quote and a last backslash are refused", arguments: ["'a", "\"a", "a\\", "\"a\\\""])
    func refused(_ line: String) { #expect(ShellWords.split(line) == nil) }
}
