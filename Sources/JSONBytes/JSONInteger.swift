/// Whole numbers from a checked JSON number, exactly: no double in between that would round above 2^53.
enum JSONInteger {
    /// The value of the number at `range`.
    ///
    /// `12`, `12.0`, `1.2e1` and `120e-1` are all 12; `1.25e1` is not an integer; `1e19` is out of range.
    static func value(_ range: Range<Int>, in bytes: RawSpan) throws(JSONError) -> Int {
        var digits = Digits()
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            index += 1
            switch byte {
            case UInt8(ascii: "-"): digits.isNegative = true
            case UInt8(ascii: "."): digits.isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                digits.exponent = exponent(index..<range.upperBound, in: bytes)
                index = range.upperBound
            default: digits.append(Int(byte &- UInt8(ascii: "0")))
            }
        }
        return try digits.value(at: range.lowerBound)
    }

    /// The exponent, clamped to what is far beyond any document's count of digits.
    private static func exponent(_ range: Range<Int>, in bytes: RawSpan) -> Int {
        var exponent = 0
        var isNegative = false
        for index in range {
            let byte = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "+"): break
            default: exponent = min(exponent * 10 + Int(byte &- UInt8(ascii: "0")), exponentLimit)
            }
        }
        return isNegative ? -exponent : exponent
    }

    /// Largest exponent told apart from larger ones: above the digits of any document that fits into memory.
    private static let exponentLimit = 1 << 48
}

/// A decimal being read: the significant digits as one number, and the power of ten that it is to be multiplied by.
private struct Digits {
    var isNegative = false
    var isFraction = false
    var exponent = 0
    // Negative, since the smallest integer has no positive twin.
    private var negated = 0
    private var overflows = false
    // Zeros after the last other digit; only multiplied in when another digit follows.
    private var pendingZeros = 0
    private var fractionDigits = 0

    mutating func append(_ digit: Int) {
        if isFraction { fractionDigits += 1 }
        guard digit != 0 else {
            pendingZeros += 1
            return
        }
        scale(pendingZeros + 1)
        pendingZeros = 0
        let (sum, overflow) = negated.subtractingReportingOverflow(digit)
        negated = sum
        overflows = overflows || overflow
    }

    /// The number, or why it is none; `offset` is where the document has it.
    mutating func value(at offset: Int) throws(JSONError) -> Int {
        if negated == 0 && !overflows { return 0 }
        let power = exponent - fractionDigits + pendingZeros
        // The last digit taken in is not zero, so that a negative power always leaves a fraction.
        guard power >= 0 else { throw JSONError(.notAnInteger, at: offset) }
        scale(power)
        guard !overflows, isNegative || negated != Int.min else { throw JSONError(.numberOutOfRange, at: offset) }
        return isNegative ? negated : -negated
    }

    /// Multiplies by ten that many times; stops at the first overflow, so a large exponent costs nothing.
    private mutating func scale(_ power: Int) {
        guard negated != 0 else { return }
        for _ in 0..<power {
            let (product, overflow) = negated.multipliedReportingOverflow(by: 10)
            if overflow {
                overflows = true
                return
            }
            negated = product
        }
    }
}
