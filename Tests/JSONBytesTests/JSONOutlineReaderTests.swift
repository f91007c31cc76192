import JSONBytes
import Testing

/// A reader by outline says the same as a reader of the bytes, whatever it is asked and whatever it passes.
struct JSONOutlineReaderTests {
    @Test("A document is walked as by the reader of its bytes, with some values entered and some passed")
    func agreement() throws {
        var random = SplitMix64(seed: 53)
        for _ in 0..<5_000 {
            let bytes = JSONGenerator.spell(JSONGenerator.model(using: &random), using: &random)
            let choices = random

            #expect(try Self.outlined(bytes, choices) == Self.read(bytes, choices))
        }
    }

    @Test("Entering a container of another kind is refused and passes nothing")
    func mismatch() throws {
        let bytes = Array(#" [ 1 , {} ]"#.utf8)
        let outline = try JSONOutline(bytes.span.bytes)
        var reader = JSONOutlineReader(outline, of: bytes.span.bytes)
        var error: JSONError?
        do throws(JSONError) { try reader.beginObject() } catch let problem { error = problem }
        let kind = reader.kind
        let start = reader.valueStart

        #expect(error?.kind == .typeMismatch(expected: .object))
        #expect(error?.offset == 1)
        #expect(kind == .array)
        #expect(start == 1)
    }

    @Test("A string is read and passed; of another value there is no text, and it is passed as well")
    func strings() throws {
        let bytes = Array(#" [ "a\nb" , 1 , "c" , [ "d" ] ] "#.utf8)
        let outline = try JSONOutline(bytes.span.bytes)
        var reader = JSONOutlineReader(outline, of: bytes.span.bytes)
        var strings: [String?] = []
        try reader.beginArray()
        while reader.nextElement() { strings.append(reader.string()) }

        #expect(strings == ["a\nb", nil, "c", nil])
    }

    private static func outlined(_ bytes: [UInt8], _ choices: SplitMix64) throws -> [String] {
        let outline = try JSONOutline(bytes.span.bytes)
        var (walk, random) = ([String](), choices)
        var reader = JSONOutlineReader(outline, of: bytes.span.bytes)
        try Self.walk(&reader, &walk, &random)
        return walk
    }

    private static func walk(
        _ reader: inout JSONOutlineReader,
        _ walk: inout [String],
        _ random: inout SplitMix64
    ) throws(JSONError) {
        let kind = reader.kind
        let isEntered = random.next() % 4 > 0
        if kind == .object, isEntered {
            try reader.beginObject()
            while let key = reader.nextKey() {
                walk.append("\(key) \(reader.key(key, is: "a"))")
                try Self.walk(&reader, &walk, &random)
            }
        } else if kind == .array, isEntered {
            try reader.beginArray()
            while reader.nextElement() { try Self.walk(&reader, &walk, &random) }
        } else {
            walk.append("\(reader.valueStart) \(reader.skip())")
        }
        walk.append("\(kind) ends at \(reader.offset)")
    }

    private static func read(_ bytes: [UInt8], _ choices: SplitMix64) throws -> [String] {
        var (walk, random) = ([String](), choices)
        var reader = JSONReader(bytes.span.bytes)
        try Self.walk(&reader, &walk, &random)
        return walk
    }

    private static func walk(
        _ reader: inout JSONReader,
        _ walk: inout [String],
        _ random: inout SplitMix64
    ) throws(JSONError) {
        let kind = try reader.peek()
        let isEntered = random.next() % 4 > 0
        if kind == .object, isEntered {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                walk.append("\(key) \(reader.matches(key, "a"))")
                try Self.walk(&reader, &walk, &random)
            }
        } else if kind == .array, isEntered {
            try reader.beginArray()
            while try reader.nextElement() { try Self.walk(&reader, &walk, &random) }
        } else {
            let value = try reader.skip()
            walk.append("\(value.range.lowerBound) \(value)")
        }
        walk.append("\(kind) ends at \(reader.offset)")
    }
}
