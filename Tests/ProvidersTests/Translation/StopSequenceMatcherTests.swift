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

    @Test("Eight thousand sequences cost about as much as one")
    func many() throws {
        var matcher = StopSequenceMatcher((0..<8_000).map { "S\($0)" })
        var one = StopSequenceMatcher(["S0"])

        let times = (time(&matcher), time(&one))

        // Looking for each of them takes thousands of times as long.
        #expect(times.0 < times.1 * 100, "\(times)")
        #expect(matcher.match == nil)
        #expect(matcher.push("S") == "")
        #expect(matcher.push("79 and more") == "")
        #expect(matcher.match == "S7")
    }

    /// The time that a hundred pieces take, undisturbed by other work.
    private func time(_ matcher: inout StopSequenceMatcher) -> Duration {
        let times = (0..<5).map { _ in
            ContinuousClock().measure { for _ in 0..<100 { _ = matcher.push("words S, S and s; ") } }
        }
        return times.min() ?? .zero
    }

    @Test("The same is found as by looking for each sequence at each place")
    func random() {
        var generator = SplitMix(state: 7)
        for _ in 0..<2_000 {
            func text(_ length: Int) -> String {
                String((0..<length).map { _ in "abc".randomElement(using: &generator) ?? "a" })
            }
            let sequences = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                text(Int.random(in: 1...4, using: &generator))
            }
            let whole = text(12)
            let found = Self.naive(sequences, whole)
            #expect(Self.run(sequences, whole.map { String($0) }) == found, "\(sequences) in \(whole)")
        }
    }

    private static func naive(_ sequences: [String], _ text: String) -> Result {
        for end in 1...text.count {
            let ending = sequences.filter { text.prefix(end).hasSuffix($0) }
            guard let match = ending.max(by: { $0.count < $1.count }) else { continue }
            return Result(text: String(text.prefix(end - match.count)), match: match)
        }
        return Result(text: text, match: nil)
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
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
