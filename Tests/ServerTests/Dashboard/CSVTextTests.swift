import Testing

@testable import Server

@Suite("Comma-separated values")
struct CSVTextTests {
    @Test(
        "A cell that a spreadsheet would run gets an apostrophe",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
            ("\r\n=1", "'\r\n=1"), ("a=1", "a=1"), (" =1", " =1"), ("", ""), ("'=1", "'=1"),
        ]
    )
    func formulas(text: String, cell: String) {
        #expect(CSVText.cell(.text("x", text)) == cell)
    }

    @Test("Commas, quotes and line breaks are quoted")
    func quoting() {
        #expect(
            CSVText.line(["a", "b,c", "d\"e", "f\r\ng", "h\ni", ""]) == "a,\"b,c\",\"d\"\"e\",\"f\r\ng\",\"h\ni\",\r\n"
        )
    }

    @Test("What is not known is empty, and numbers are written as they are")
    func values() {
        #expect(CSVText.cell(.count("x", nil)) == "")
        #expect(CSVText.cell(.number("x", nil)) == "")
        #expect(CSVText.cell(.text("x", nil)) == "")
        #expect(CSVText.cell(.count("x", -1)) == "-1")
        #expect(CSVText.cell(.flag("x", true)) == "true")
    }
}
