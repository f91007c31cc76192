/// What model ids carry behind the model's name: a date, and at Bedrock a version.
enum ModelIDSuffix {
    /// The id without the version (`-v1`, `-v1:0`) and the date (`-20250929`, `-2025-08-07`) at its end.
    static func stripped(from id: String) -> String {
        let bytes = id.utf8
        let unversioned = bytes[..<(startOfVersion(bytes[...]) ?? bytes.endIndex)]
        let end = startOfDate(unversioned) ?? unversioned.endIndex
        return end == bytes.endIndex ? id : String(id[..<end])
    }

    /// Where `-v1` or `-v1:0` begins.
    private static func startOfVersion(_ id: Substring.UTF8View) -> String.Index? {
        guard let dash = id.lastIndex(of: UInt8(ascii: "-")) else { return nil }
        let word = id[id.index(after: dash)...]
        guard word.first == UInt8(ascii: "v") else { return nil }
        let major = word.dropFirst().prefix(while: isDigit)
        let rest = word.dropFirst(1 + major.count)
        guard !major.isEmpty else { return nil }
        if rest.isEmpty { return dash }
        return rest.first == UInt8(ascii: ":") && rest.count > 1 && rest.dropFirst().allSatisfy(isDigit) ? dash : nil
    }

    /// Where a date begins; its parts may have dashes between them.
    private static func startOfDate(_ id: Substring.UTF8View) -> String.Index? {
        var rest = id
        guard let day = takeNumber(from: &rest, digits: 2), (1...31).contains(day) else { return nil }
        let hasDashes = takeDash(from: &rest)
        guard let month = takeNumber(from: &rest, digits: 2), (1...12).contains(month),
            !hasDashes || takeDash(from: &rest),
            let year = takeNumber(from: &rest, digits: 4), (2020..<2100).contains(year),
            takeDash(from: &rest), !rest.isEmpty
        else { return nil }
        return rest.endIndex
    }

    private static func takeNumber(from rest: inout Substring.UTF8View, digits: Int) -> Int? {
        let end = rest.suffix(digits)
        guard end.count == digits, end.allSatisfy(isDigit) else { return nil }
        rest = rest.dropLast(digits)
        return end.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func takeDash(from rest: inout Substring.UTF8View) -> Bool {
        guard rest.last == UInt8(ascii: "-") else { return false }
        rest = rest.dropLast()
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
