import JSONBytes

/// Where Foundation's JSONSerialization is known to differ from RFC 8259 or from our choices; nothing else is excused.
///
/// - Note: Source: observed with the Foundation of Swift 6.3.1 on Linux.
enum FoundationDifference {
    /// Foundation refuses lone surrogate escapes, which the grammar allows.
    static func isStricter(_ bytes: [UInt8]) -> Bool {
        var isLone = false
        var expectsTrail = false
        var index = 0
        while index < bytes.count {
            let unit = surrogate(bytes, at: index)
            isLone = isLone || expectsTrail != unit.map(UTF16.isTrailSurrogate) ?? false
            expectsTrail = unit.map(UTF16.isLeadSurrogate) ?? false
            index += bytes[index] != UInt8(ascii: "\\") ? 1 : unit == nil ? 2 : 6
        }
        return isLone || expectsTrail
    }

    /// The surrogate whose escape stands at `index`.
    private static func surrogate(_ bytes: [UInt8], at index: Int) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index...].starts(with: "\\u".utf8) else { return nil }
        let unit = UInt16(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
        return unit.flatMap { UTF16.isSurrogate($0) ? $0 : nil }
    }

    /// Foundation passes over a byte order mark and a comma before a closing bracket, and reads UTF-16 as well.
    static func isLaxer(_ bytes: [UInt8]) -> Bool {
        // Without a byte order mark it tells UTF-16 from UTF-8 by the zero bytes.
        if bytes.count == 2, bytes.contains(0) { return true }
        let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
        return (try? JSONModel.parse(withoutTrailingCommas(bytes))) != nil
    }

    private static func withoutTrailingCommas(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var isString = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = bytes[(index + 1)...].first { !" \n\r\t".utf8.contains($0) }
            let isClosed = next == UInt8(ascii: "]") || next == UInt8(ascii: "}")
            if isString || byte != UInt8(ascii: ",") || !isClosed { output.append(byte) }
            if byte == UInt8(ascii: "\"") { isString.toggle() }
            if isString, byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                index += 1
                output.append(bytes[index])
            }
            index += 1
        }
        return output
    }

    /// Foundation drops a byte order mark at the start of a string.
    static func isSame(_ ours: [UInt8], _ theirs: String?) -> Bool {
        guard let theirs else { return false }
        return Array(theirs.utf8) == ours || byteOrderMark + Array(theirs.utf8) == ours
    }

    /// Foundation reads numbers of many digits as a decimal, which may be some units in the last place off.
    static func isSame(_ ours: Double?, _ theirs: Double?) -> Bool {
        guard let ours, let theirs else { return false }
        return abs(ours - theirs) <= abs(ours) * 1e-14
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
