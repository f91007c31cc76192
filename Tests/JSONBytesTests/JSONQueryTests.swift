import JSONBytes
import Testing

struct JSONQueryTests {
    private let bytes = Array(
        #" {"model" : "claude", "list":[1, {"k":"v"} ,[]], "n":{"a":1,"b":"\u0062"}, "dup":1, "dup":2} "#.utf8
    )

    @Test("Members stand where they stand, quotes and brackets included")
    func members() throws {
        let members = try Document(bytes).members()

        #expect(members.map { text($0.key.range) } == [#""model""#, #""list""#, #""n""#, #""dup""#, #""dup""#])
        #expect(
            members.map { text($0.value.range) } == [
                #""claude""#, #"[1, {"k":"v"} ,[]]"#, #"{"a":1,"b":"\u0062"}"#, "1", "2",
            ]
        )
        #expect(members.map(\.value.kind) == [.string, .array, .object, .number, .number])
        #expect(members.map { Document(bytes).key($0) } == ["model", "list", "n", "dup", "dup"])
    }

    @Test("Values inside a document are read by their range")
    func nested() throws {
        let members = try Document(bytes).members()
        let list = try #require(Document(bytes).value("list", of: members))
        let elements = try Document(bytes).elements(of: list)
        #expect(elements.map { text($0.range) } == ["1", #"{"k":"v"}"#, "[]"])
        let inner = try Document(bytes).members(of: elements[1])
        let string = try #require(Document(bytes).value("k", of: inner))
        #expect(try Document(bytes).string(string) == "v")
        #expect(Document(bytes).value("none", of: inner) == nil)
        #expect(Document(bytes).value("dup", of: members) == members[4].value)
    }

    @Test("Asking a value for what it is not throws")
    func mismatch() throws {
        let members = try Document(bytes).members()
        #expect(throws: JSONError.self) { try Document(bytes).members(of: members[0].value) }
        #expect(throws: JSONError.self) { try Document(bytes).elements(of: members[0].value) }
        #expect(throws: JSONError.self) { try Document(bytes).string(members[1].value) }
    }

    @Test("Ranges of another document throw or read as nothing, and never trap")
    func otherDocument() throws {
        let members = try Document(bytes).members()
        for other in [
            "", "{", "{}", "\"", "\"\\", String(repeating: "\\", count: 60), String(repeating: "\\u", count: 30),
        ] {
            let other = Array(other.utf8)
            for member in members {
                #expect(throws: JSONError.self) { try Document(other).members(of: member.value) }
                #expect(throws: JSONError.self) { try Document(other).elements(of: member.value) }
                #expect(throws: JSONError.self) { try Document(other).string(member.value) }
                #expect(!Document(other).matches(member.key, "model"))
                _ = Document(other).key(member)
            }
        }
    }

    @Test("A document that is no object has no members", arguments: ["[]", "1", "\"a\"", "null", "", "{} {}"])
    func noObject(_ text: String) {
        #expect(throws: JSONError.self) { try Document(Array(text.utf8)).members() }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
