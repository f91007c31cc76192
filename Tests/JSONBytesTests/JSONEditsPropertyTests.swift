import JSONBytes
import Testing

/// Random edits on random documents, held against the same edits on a tree.
struct JSONEditsPropertyTests {
    @Test("An edited document reads as the edited tree, and has every untouched byte")
    func edits() throws {
        var random = SplitMix64(seed: 23)
        for _ in 0..<5_000 {
            let model = JSONModel.object([
                .init(Array("first".utf8), JSONGenerator.model(using: &random)),
                .init(Array("second".utf8), JSONGenerator.model(using: &random)),
            ])
            let bytes = JSONGenerator.spell(model, using: &random)
            var edit = RandomEdit(random: random, bytes: bytes)

            let expected = try edit.apply(to: model, at: Document(bytes).validate())
            let output = Document(bytes).applying(edit.edits)

            random = edit.random
            #expect(try expected == nil || JSONModel.parse(output) == expected)
            #expect(Self.isSubsequence(edit.kept, of: output))
        }
    }

    /// Whether the runs of bytes occur in `output`, in their order.
    private static func isSubsequence(_ runs: [[UInt8]], of output: [UInt8]) -> Bool {
        var rest = output[...]
        for run in runs {
            guard let found = rest.firstRange(of: run) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}

/// Walks a document and its tree side by side and decides at random what to remove, replace and add.
private struct RandomEdit {
    var random: SplitMix64
    let bytes: [UInt8]
    var edits = JSONEdits()
    /// The raw values that were looked at and left alone, in order.
    var kept: [[UInt8]] = []

    mutating func apply(to model: JSONModel, at value: JSONValue) throws -> JSONModel? {
        switch model {
        case _ where value.range.lowerBound > 0 && chance(8):
            edits.replace(value, with: Array("\"new\"".utf8))
            return .string(Array("new".utf8))
        case .object(let old): return .object(try apply(to: old, at: value))
        case .array(let old): return .array(try apply(to: old, at: value))
        default:
            kept.append(Array(bytes[value.range]))
            return model
        }
    }

    private mutating func apply(to old: [JSONModel.Member], at value: JSONValue) throws -> [JSONModel.Member] {
        let members = try Document(bytes).members(of: value)
        var new: [JSONModel.Member] = []
        var removing: Set<Int> = []
        for (index, member) in old.enumerated() {
            if chance(4) {
                removing.insert(index)
                try touch(member.value, at: members[index].value)
            } else if let value = try apply(to: member.value, at: members[index].value) {
                new.append(.init(member.name, value))
            }
        }
        var adding: [(name: String, raw: [UInt8])] = []
        for index in 0..<added() {
            adding.append(("+\(index)", Array("[ 1 ]".utf8)))
            new.append(.init(Array("+\(index)".utf8), .array([.number("1")])))
        }
        edits.edit(value, members: members, removing: removing, adding: adding)
        return new
    }

    private mutating func apply(to old: [JSONModel], at value: JSONValue) throws -> [JSONModel] {
        let elements = try Document(bytes).elements(of: value)
        var new: [JSONModel] = []
        var removing: Set<Int> = []
        for (index, element) in old.enumerated() {
            if chance(4) {
                removing.insert(index)
                try touch(element, at: elements[index])
            } else if let element = try apply(to: element, at: elements[index]) {
                new.append(element)
            }
        }
        var adding: [[UInt8]] = []
        for _ in 0..<added() {
            adding.append(Array("{}".utf8))
            new.append(.object([]))
        }
        edits.edit(value, elements: elements, removing: removing, adding: adding)
        return new
    }

    /// Edits something inside of what is removed; that must make no difference.
    private mutating func touch(_ model: JSONModel, at value: JSONValue) throws {
        let before = kept
        if chance(2) { _ = try apply(to: model, at: value) }
        kept = before
    }

    private mutating func added() -> Int { chance(3) ? Int.random(in: 1...2, using: &random) : 0 }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
}
