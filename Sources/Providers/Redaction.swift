/// Takes keys and tokens out of an upstream's words before they are stored, logged or relayed.
///
/// What does not look like a secret stays word for word: clients act on the wording.
package enum Redaction {
    /// Longest text that is kept, in characters; the longest validation message seen has some 600.
    package static let characterLimit = 2_000
    /// What stands in a secret's place.
    package static let mark = "<redacted>"
    /// Most bytes that are looked at: what can still be among the characters that are kept.
    private static let byteLimit = characterLimit * 8

    /// The text without secrets, at most ``characterLimit`` characters long.
    package static func scrub(_ text: String) -> String {
        let bytes = Array(text.utf8.prefix(byteLimit))
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if let value = SecretPattern.labelledValue(in: bytes, at: position) {
                result += bytes[position..<value.lowerBound]
                result += Array(mark.utf8)
                position = value.upperBound
                continue
            }
            let end = position + max(1, bytes[position...].prefix(while: SecretPattern.isWordByte).count)
            result += scrubbed(word: bytes[position..<end])
            position = end
        }
        return String(String(decoding: result, as: UTF8.self).prefix(characterLimit))
    }

    /// A word, or what is left of it.
    private static func scrubbed(word: ArraySlice<UInt8>) -> [UInt8] {
        if SecretPattern.hasKeyPrefix(word) { return Array(mark.utf8) }
        var result: [UInt8] = []
        var position = word.startIndex
        while position < word.endIndex {
            let run = word[position...].prefix(while: SecretPattern.isBase64Byte)
            guard !run.isEmpty else {
                result.append(word[position])
                position += 1
                continue
            }
            result += SecretPattern.isRandom(run) ? Array(mark.utf8) : scrubbedKeyIDs(run)
            position = run.endIndex
        }
        return result
    }

    private static func scrubbedKeyIDs(_ run: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var position = run.startIndex
        while position < run.endIndex {
            let length = SecretPattern.keyIDLength(run[position...])
            result += length > 0 ? Array(mark.utf8) : [run[position]]
            position += max(1, length)
        }
        return result
    }
}
