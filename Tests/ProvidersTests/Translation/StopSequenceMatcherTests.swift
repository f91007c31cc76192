import Providers
import Testing

@Suite("StopSequenceMatcher")
struct StopSequenceMatcherTests {
    @Test(
        "Text up to the first sequence goes on, however it is cut",
        arguments: [
            (["STOP"], "go on STOP here", "go on ", "STOP"),
            (["STOP"], "STOSTOP", "STO", "STOP"),
            (["STOP"], "no STO", "no STO", nil),
            (["aab"], "aaab", "a", "aab"),
            (["abcd", "bc"], "xabcd", "xa", "bc"),
            (["c", "abc"], "abc", "", "abc"),
            (["\n\n"], "a\nb\n\nc", "a\nb", "\n\n"),
            (["é漢"], "xé漢y", "x", "é漢"),
            (["é漢"], "xéy", "xéy", nil),
            (["", "b"], "abc", "a", "b"),
            ([], "abc", "abc", nil),
        ] as [([String], String, String, String?)]
    )
    func matches(_ sequences: [String], _ text: String, _ before: String, _ match: String?) {
        let characters = Array(text.unicodeScalars)
        for cut in 0...characters.count {
            let pieces = [characters[..<cut], characters[cut...]].map { String(String.UnicodeScalarView($0)) }
            #expect(Self.run(sequences, pieces) == Result(text: before, match: match), "cut at \(cut)")
        }
        #expect(Self.run(sequences, characters.map { String($0) }) == Result(text: before, match: match))
    }

    @Test("Only what may be the beginning of a sequence is held back")
    func holding() {
        var matcher = StopSequenceMatcher(["STOP"])

        #expect(matcher.push("one S") == "one ")
        #expect(matcher.push("i") == "Si")
        #expect(matcher.push("xST") == "x")
        #expect(matcher.finish() == "ST")
        #expect(matcher.finish() == "")
    }

    private struct Result: Equatable {
        let text: String
        let match: String?
    }

    private static func run(_ sequences: [String], _ pieces: [String]) -> Result {
        var matcher = StopSequenceMatcher(sequences)
        var text = ""
        for piece in pieces { text += matcher.push(piece) }
        text += matcher.finish()
        return Result(text: text, match: matcher.match)
    }
}
