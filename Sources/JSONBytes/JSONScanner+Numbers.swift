extension JSONScanner {
    /// Passes the number that begins at `offset` with a digit or a minus sign.
    ///
    /// What follows it is the caller's to check: in `01` the number is `0`, and the `1` is an unexpected byte.
    mutating func passNumber() throws(JSONError) {
        var index = offset
        if byte(index) == UInt8(ascii: "-") { index &+= 1 }
        if index < end, byte(index) == UInt8(ascii: "0") {
            index &+= 1
        } else {
            index = try digitsEnd(from: index)
        }
        if index < end, byte(index) == UInt8(ascii: ".") {
            index = try digitsEnd(from: index &+ 1)
        }
        // Setting bit 5 makes the letter lower-case.
        if index < end, byte(index) | 0x20 == UInt8(ascii: "e") {
            index &+= 1
            if index < end, byte(index) == UInt8(ascii: "+") || byte(index) == UInt8(ascii: "-") { index &+= 1 }
            index = try digitsEnd(from: index)
        }
        offset = index
    }

    /// The end of the digits that begin at `start`, of which there must be one.
    @inline(__always)
    private func digitsEnd(from start: Int) throws(JSONError) -> Int {
        var index = start
        while index < end, byte(index) &- UInt8(ascii: "0") < 10 { index &+= 1 }
        guard index > start else { throw JSONError(start < end ? .invalidNumber : .unexpectedEnd, at: start) }
        return index
    }
}
