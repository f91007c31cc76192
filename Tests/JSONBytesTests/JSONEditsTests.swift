import JSONBytes
import Testing

struct JSONEditsTests {
    private func edited(_ text: String, removing: Set<Int> = [], adding: [(name: String, raw: [UInt8])] = []) throws
        -> String
    {
        let bytes = Array(text.utf8)
        let object = try Document(bytes).validate()
        var edits = JSONEdits()
        edits.edit(object, members: try Document(bytes).members(of: object), removing: removing, adding: adding)
        return Document(bytes).applyingAsText(edits)
    }

    private func edited(list text: String, removing: Set<Int> = [], adding: [[UInt8]] = []) throws -> String {
        let bytes = Array(text.utf8)
        let array = try Document(bytes).validate()
        var edits = JSONEdits()
        edits.edit(array, elements: try Document(bytes).elements(of: array), removing: removing, adding: adding)
        return Document(bytes).applyingAsText(edits)
    }

    @Test(
        "Members go with their comma and white space",
        arguments: [
            ([], #" { "a" : 1 , "b": 2,"c":3 } "#), ([0], #" { "b": 2,"c":3 } "#), ([1], #" { "a" : 1 , "c":3 } "#),
            ([2], #" { "a" : 1 , "b": 2 } "#),
            ([0, 1], #" { "c":3 } "#), ([1, 2], #" { "a" : 1 } "#), ([0, 2], #" { "b": 2 } "#), ([0, 1, 2], " {} "),
        ] as [(Set<Int>, String)]
    )
    func removal(_ removing: Set<Int>, _ expected: String) throws {
        #expect(try edited(#" { "a" : 1 , "b": 2,"c":3 } "#, removing: removing) == expected)
    }

    @Test(
        "Elements go with their comma and white space",
        arguments: [
            ([0], "[ 2 ,3 ]"), ([1], "[ 1, 3 ]"), ([2], "[ 1, 2 ]"), ([0, 1, 2], "[]"), ([0, 2], "[ 2 ]"),
        ] as [(Set<Int>, String)]
    )
    func elementRemoval(_ removing: Set<Int>, _ expected: String) throws {
        #expect(try edited(list: "[ 1, 2 ,3 ]", removing: removing) == expected)
    }

    @Test("Members are added behind the last one that stays")
    func addition() throws {
        let one = [(name: "x\"", raw: Array("[1]".utf8))]
        let two = one + [(name: "y", raw: Array("2".utf8))]
        #expect(try edited("{}", adding: one) == #"{"x\"":[1]}"#)
        #expect(try edited("{ }", adding: two) == #"{"x\"":[1],"y":2 }"#)
        #expect(try edited(#"{ "a":1 }"#, adding: two) == #"{ "a":1,"x\"":[1],"y":2 }"#)
        #expect(try edited(#"{ "a":1 }"#, removing: [0], adding: two) == #"{"x\"":[1],"y":2}"#)
        #expect(try edited(#"{"a":1, "b":2}"#, removing: [1], adding: one) == #"{"a":1,"x\"":[1]}"#)
        #expect(try edited(#"{"a":1, "b":2}"#, removing: [0], adding: one) == #"{"b":2,"x\"":[1]}"#)
        #expect(try edited(list: "[]", adding: [Array("1".utf8), Array("2".utf8)]) == "[1,2]")
        #expect(try edited(list: "[0 , 9]", removing: [1], adding: [Array("1".utf8)]) == "[0,1]")
    }

    @Test("A value is replaced and all else stays")
    func replacement() throws {
        let bytes = Array(#"{ "model" : "a", "n":1.0e0 }"#.utf8)
        let members = try Document(bytes).members()
        var edits = JSONEdits()
        #expect(edits.isEmpty)
        edits.replace(members[0].value, with: Array("\"longer\"".utf8))
        #expect(!edits.isEmpty)

        #expect(Document(bytes).applyingAsText(edits) == #"{ "model" : "longer", "n":1.0e0 }"#)
        #expect(Document(bytes).applying(JSONEdits()) == bytes)
    }

    @Test("An edit inside of what is removed is dropped")
    func dropped() throws {
        let document = Document(#"{"a":{"b":[1,2]},"c":[[ ]]}"#)
        let root = try document.validate()
        let members = try document.members()
        let inner = try document.members(of: members[0].value)
        let lists = try document.elements(of: members[1].value)
        var edits = JSONEdits()
        edits.replace(inner[0].value, with: Array("0".utf8))
        edits.edit(members[0].value, members: inner, removing: [0], adding: [("z", Array("1".utf8))])
        edits.edit(root, members: members, removing: [0])
        edits.edit(lists[0], elements: [], removing: [], adding: [Array("5".utf8)])
        edits.edit(members[1].value, elements: lists, removing: [0], adding: [Array("6".utf8)])

        #expect(document.applyingAsText(edits) == #"{"c":[6]}"#)
    }

    @Test("Several edits of one container add up")
    func accumulated() throws {
        let bytes = Array(#"{"a":1,"b":2,"c":3}"#.utf8)
        let root = try Document(bytes).validate()
        let members = try Document(bytes).members()
        var edits = JSONEdits()
        edits.edit(root, members: members, removing: [2], adding: [("x", Array("7".utf8))])
        edits.edit(root, members: members, removing: [1])
        edits.edit(root, members: members, removing: [0], adding: [("y", Array("8".utf8))])

        #expect(Document(bytes).applyingAsText(edits) == #"{"x":7,"y":8}"#)
    }

    @Test("The bytes before the first edit and after the last are the document's own")
    func insertion() {
        let bytes = Array("[1,2]".utf8)
        var edits = JSONEdits()
        edits.replace(1..<1, with: Array("0,".utf8))
        edits.replace(4..<4, with: Array(",3".utf8))
        edits.replace(4..<4, with: Array(",4".utf8))

        #expect(Document(bytes).applyingAsText(edits) == "[0,1,2,3,4]")
    }
}
