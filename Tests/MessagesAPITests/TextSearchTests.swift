import MessagesAPI
import Testing

@Suite("Search for a part of a text")
struct TextSearchTests {
    @Test(
        "A part is found wherever it begins",
        arguments: [
            "haiku", "claude-haiku", "haiku-4-5", "claude-haiku-4-5", "hahaiku", "haihaikuku", "häiku-haiku",
        ]
    )
    func found(text: String) {
        #expect(text.holds("haiku"))
    }

    @Test("What only begins like the part is not found", arguments: ["", "h", "haik", "hhaik", "haikhaik", "Haiku"])
    func missing(text: String) {
        #expect(!text.holds("haiku"))
    }

    @Test("Nothing is found everywhere")
    func nothing() {
        #expect("".holds("") && "a".holds(""))
    }
}
