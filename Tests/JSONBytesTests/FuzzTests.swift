import JSONBytes
import Testing

/// No input traps, whatever is asked of it; and every way through a document comes to the same verdict.
struct FuzzTests {
    @Test("Damaged documents are read without a trap, and skipping and reading agree")
    func damaged() {
        var random = SplitMix64(seed: 31)
        for _ in 0..<20_000 {
            let model = JSONGenerator.model(using: &random)
            let bytes = JSONGenerator.mutate(JSONGenerator.spell(model, using: &random), using: &random)
            let isValid = (try? Document(bytes).validate()) != nil

            #expect(((try? JSONModel.parse(bytes)) != nil) == isValid)
            if isValid, let members = try? Document(bytes).members() {
                for member in members { _ = Document(bytes).key(member) }
            }
        }
    }

    @Test("Random bytes are read without a trap")
    func noise() {
        var random = SplitMix64(seed: 37)
        let alphabet = Array("{}[]:,\"\\u0dD8e+-.19truefalsn \t".utf8)
        for round in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                round.isMultiple(of: 2)
                    ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
            }
            #expect(((try? JSONModel.parse(bytes)) != nil) == ((try? Document(bytes).validate()) != nil))
        }
    }

    @Test("Random calls on random documents throw or succeed, and never trap")
    func calls() {
        var random = SplitMix64(seed: 41)
        for _ in 0..<20_000 {
            let model = JSONGenerator.model(using: &random)
            var bytes = JSONGenerator.spell(model, using: &random)
            if Bool.random(using: &random) { bytes = JSONGenerator.mutate(bytes, using: &random) }
            let span = bytes.span.bytes
            var reader = JSONReader(span)
            for _ in 0..<30 { Self.call(Int.random(in: 0..<11, using: &random), &reader) }
            #expect((0...bytes.count).contains(reader.offset))
        }
    }

    private static func call(_ method: Int, _ reader: inout JSONReader) {
        switch method {
        case 0: _ = try? reader.peek()
        case 1: _ = try? reader.skip()
        case 2: try? reader.beginObject()
        case 3:
            guard let key = try? reader.nextKey() else { return }
            _ = reader.matches(key, "a")
            _ = reader.string(key)
        case 4: try? reader.beginArray()
        case 5: _ = try? reader.nextElement()
        case 6: _ = try? reader.string()
        case 7: _ = try? reader.integer()
        case 8: _ = try? reader.double()
        case 9: _ = try? reader.boolean()
        default: try? reader.end()
        }
    }
}
