import JSONBytes
import Testing

struct JSONNumberTests {
    @Test(
        "A whole number is read however it is spelled",
        arguments: [
            ("5", 5), ("5.0", 5), ("5e0", 5), ("0.5e1", 5), ("50e-1", 5), ("5.000", 5), ("-5", -5), ("0", 0), ("-0", 0),
            ("0.0", 0), ("0e99999", 0),
            ("-0.0e-5", 0), ("1e3", 1000), ("1.5e1", 15), ("12.50e2", 1250), ("100000e-5", 1), ("1E+2", 100),
            ("9007199254740993", 9_007_199_254_740_993),
            ("9007199254740993.0", 9_007_199_254_740_993), ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min),
            ("9.223372036854775807e18", Int.max), ("-9223372036854775808.000", Int.min), ("10200", 10200),
            ("1000000000000000000000e-20", 10),
            ("0e99999999999999999999999999", 0), ("0.00000000000000000000001e23", 1),
            ("1e18", 1_000_000_000_000_000_000),
        ]
    )
    func integers(_ text: String, _ expected: Int) throws {
        #expect(try Self.integer(text) == expected)
    }

    @Test(
        "A number that is no Int says why, and stays where it is",
        arguments: [
            ("9223372036854775808", JSONError.Kind.numberOutOfRange), ("-9223372036854775809", .numberOutOfRange),
            ("1e19", .numberOutOfRange),
            ("1e99999999999999999999999999", .numberOutOfRange), ("123456789012345678901234567890", .numberOutOfRange),
            ("1.5", .notAnInteger),
            ("0.1", .notAnInteger), ("1e-1", .notAnInteger), ("15e-1", .notAnInteger),
            ("1e-99999999999999999999999999", .notAnInteger),
            ("1.00000000000000000000000000001", .notAnInteger), ("-92233720368547758080", .numberOutOfRange),
        ]
    )
    func noIntegers(_ text: String, _ kind: JSONError.Kind) throws {
        let document = Document(text)
        let (error, value) = try document.read { reader throws(JSONError) in
            var failure: JSONError?
            do throws(JSONError) { _ = try reader.integer() } catch { failure = error }
            return (failure, try reader.skip())
        }

        #expect(error?.kind == kind)
        #expect(value.range == 0..<document.bytes.count)
    }

    @Test(
        "A double is the nearest one",
        arguments: [
            ("0", 0.0), ("-0.0", -0.0), ("0.1", 0.1), ("1e22", 1e22),
            ("1.7976931348623157e308", .greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
            ("2.2250738585072014e-308", .leastNormalMagnitude), ("1e-400", 0.0), ("9007199254740993", 9007199254740992),
            ("0.3", 0.3),
            ("123456789012345678901234567890", 123456789012345678901234567890.0), ("1E+2", 100),
        ]
    )
    func doubles(_ text: String, _ expected: Double) throws {
        let number = try Self.double(text)

        #expect(number == expected)
        #expect(number.sign == expected.sign)
    }

    @Test(
        "A double beyond the largest is out of range",
        arguments: ["1e400", "-1e400", "1.7976931348623159e308", "1e99999999999999999999"]
    )
    func infinite(_ text: String) {
        let error = #expect(throws: JSONError.self) { try Self.double(text) }
        #expect(error?.kind == .numberOutOfRange)
    }

    @Test("Integers survive every spelling that moves the point")
    func spellings() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<5_000 {
            let number =
                Int.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
                >> Int.random(in: 0...38, using: &random)
            let zeros = number == 0 ? 0 : Int.random(in: 0...30, using: &random)
            let text = "\(number)\(String(repeating: "0", count: zeros))e-\(zeros)"
            #expect(try Self.integer(text) == number, "\(text)")
        }
    }

    private static func integer(_ text: String) throws(JSONError) -> Int {
        try Document(text).read { reader throws(JSONError) in
            let number = try reader.integer()
            try reader.end()
            return number
        }
    }

    private static func double(_ text: String) throws(JSONError) -> Double {
        try Document(text).read { reader throws(JSONError) in try reader.double() }
    }
}
