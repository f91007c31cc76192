extension JSONReader {
    /// Reads a string.
    ///
    /// - Throws: `typeMismatch` if another kind of value comes next.
    package mutating func string() throws(JSONError) -> String {
        var scanner = try valueScanner()
        let start = try Self.expect(.string, &scanner)
        let hasEscapes = try scanner.passString()
        passed(to: scanner.offset)
        return JSONText.string(start..<scanner.offset, in: scanner.bytes, hasEscapes: hasEscapes)
    }

    /// Reads a whole number, in whatever way it is spelled: `5`, `5.0`, `5e0`, `0.5e1`.
    ///
    /// - Throws: `typeMismatch`, `notAnInteger` if there is a fraction, `numberOutOfRange` if it does not fit.
    package mutating func integer() throws(JSONError) -> Int {
        var scanner = try valueScanner()
        let start = try Self.expect(.number, &scanner)
        try scanner.passNumber()
        let number = try JSONInteger.value(start..<scanner.offset, in: scanner.bytes)
        passed(to: scanner.offset)
        return number
    }

    /// Reads a number as the nearest double.
    ///
    /// - Throws: `typeMismatch`; `numberOutOfRange` beyond the largest double. One too near to zero becomes zero.
    package mutating func double() throws(JSONError) -> Double {
        var scanner = try valueScanner()
        let start = try Self.expect(.number, &scanner)
        try scanner.passNumber()
        let text = JSONText.plain(start..<scanner.offset, in: scanner.bytes)
        guard let number = Double(text), number.isFinite else { throw JSONError(.numberOutOfRange, at: start) }
        passed(to: scanner.offset)
        return number
    }

    /// Reads `true` or `false`.
    ///
    /// - Throws: `typeMismatch` if another kind of value comes next.
    package mutating func boolean() throws(JSONError) -> Bool {
        var scanner = try valueScanner()
        let start = try Self.expect(.boolean, &scanner)
        try scanner.passLiteral()
        passed(to: scanner.offset)
        return scanner.byte(start) == UInt8(ascii: "t")
    }

    /// Reads `null`.
    ///
    /// - Throws: `typeMismatch` if another kind of value comes next.
    package mutating func null() throws(JSONError) {
        var scanner = try valueScanner()
        _ = try Self.expect(.null, &scanner)
        try scanner.passLiteral()
        passed(to: scanner.offset)
    }

    /// Where the value begins that must be of that kind.
    private static func expect(_ kind: JSONKind, _ scanner: inout JSONScanner) throws(JSONError) -> Int {
        guard try scanner.kind(scanner.next()) == kind else {
            throw JSONError(.typeMismatch(expected: kind), at: scanner.offset)
        }
        return scanner.offset
    }
}
