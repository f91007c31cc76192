/// Percent-decoding of what clients send in a path or a query.
enum PercentEncoding {
    /// `text` with each `%xx` replaced by its byte; what is not well-formed stays as it is.
    ///
    /// A `+` is a blank in a query and itself in a path.
    static func decode(_ text: some StringProtocol, plusIsBlank: Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = hexValue(rest.first), let low = hexValue(rest.dropFirst().first) {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case .some(let digit) where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit): digit - 48
        case .some(let letter) where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(letter): letter - 87
        case .some(let letter) where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(letter): letter - 55
        default: nil
        }
    }
}
