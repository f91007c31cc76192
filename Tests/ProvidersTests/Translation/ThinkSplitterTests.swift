import Providers
import Testing

@Suite("ThinkSplitter")
struct ThinkSplitterTests {
    @Test(
        "Thinking and text are parted, however the text is cut",
        arguments: [
            (ThinkTags.tagged, "<think>a</think>b", "a", "b"),
            (.tagged, "\n <think>\na\n</think>\n\nb\n", "a\n", "b\n"),
            (.tagged, "b <think>a</think>", "", "b <think>a</think>"), (.tagged, " <thin", "", " <thin"),
            (.tagged, "<think>a < b </thin", "a < b </thin", ""), (.tagged, "<think></think>b", "", "b"),
            (.tagged, "<think>a</think>b<think>c</think>", "a", "b<think>c</think>"),
            (.tagged, "<thinker>", "", "<thinker>"),
            (.tagged, "<think>é</</think>漢", "é</", "漢"), (.tagged, "", "", ""), (.tagged, " \n", "", " \n"),
            (.startsInside, "a</think>b", "a", "b"), (.startsInside, "<think>a</think>b", "a", "b"),
            (.startsInside, "a", "a", ""), (.startsInside, "<", "<", ""),
            (.none, "<think>a</think>b", "", "<think>a</think>b"),
        ]
    )
    func parts(_ tags: ThinkTags, _ text: String, _ thinking: String, _ rest: String) {
        let scalars = Array(text.unicodeScalars)
        for cut in 0...scalars.count {
            let pieces = [scalars[..<cut], scalars[cut...]].map { String(String.UnicodeScalarView($0)) }
            #expect(Self.run(tags, pieces) == [thinking, rest], "cut at \(cut)")
        }
        #expect(Self.run(tags, scalars.map { String($0) }) == [thinking, rest])
    }

    @Test("Once the text has begun, nothing is held back")
    func passThrough() {
        var splitter = ThinkSplitter(.tagged)

        #expect(!splitter.isPassThrough)
        #expect(splitter.push("<think>a</think>b") == [.thinking("a"), .text("b")])
        #expect(splitter.isPassThrough)
        #expect(splitter.push(" </think") == [.text(" </think")])
        #expect(ThinkSplitter(.none).isPassThrough)
    }

    private static func run(_ tags: ThinkTags, _ pieces: [String]) -> [String] {
        var splitter = ThinkSplitter(tags)
        var result = ["", ""]
        for piece in pieces.flatMap({ splitter.push($0) }) + splitter.finish() {
            switch piece {
            case .thinking(let text): result[0] += text
            case .text(let text): result[1] += text
            }
        }
        return result
    }
}
