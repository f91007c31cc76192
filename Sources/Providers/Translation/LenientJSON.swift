import JSONBytes

/// Reads the arguments of a tool call that a model wrote, and mends what models get wrong without guessing what they
/// meant.
///
/// Mended are: no arguments (`{}`), JSON inside of a JSON string, a code fence around, commas before a closing bracket,
/// single quotes, line breaks inside of strings, and Python's names of constants. Whatever else is wrong stays wrong: a
/// call with other arguments than the model's can do harm.
package enum LenientJSON {
    /// Largest text that is mended, in bytes; the longest answers have below 2 MiB.
    package static let mendingLimit = 8 * 1024 * 1024
    /// Most strings inside of strings.
    private static let nestingLimit = 3

    /// The JSON of an object; `nil` if there is none in the text.
    package static func object(in text: String) -> [UInt8]? {
        let text = trimmed(Array(text.utf8))
        if text.isEmpty || text == Array("null".utf8) { return Array("{}".utf8) }
        return object(in: text, nesting: 0)
    }

    private static func object(in text: [UInt8], nesting: Int) -> [UInt8]? {
        let text = trimmed(text)
        if let value = try? JSON.validate(text.span.bytes) {
            switch value.kind {
            case .object: return text
            case .string where nesting < nestingLimit:
                guard let inner = try? JSON.string(value, in: text.span.bytes) else { return nil }
                return object(in: Array(inner.utf8), nesting: nesting + 1)
            case .string, .array, .number, .boolean, .null: return nil
            }
        }
        guard text.count <= mendingLimit else { return nil }
        if let inner = withoutFence(text) {
            return nesting < nestingLimit ? object(in: inner, nesting: nesting + 1) : nil
        }
        var mender = JSONMender(text)
        let mended = mender.mend()
        return (try? JSON.validate(mended.span.bytes))?.kind == .object ? mended : nil
    }

    /// What stands between two lines of three backticks; the first may name a language.
    private static func withoutFence(_ text: [UInt8]) -> [UInt8]? {
        let fence = Array("```".utf8)
        guard text.count >= 6, text.starts(with: fence), text.suffix(3).elementsEqual(fence) else { return nil }
        let inner = text.dropFirst(3).dropLast(3)
        let isLetter = { (byte: UInt8) in (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }
        return Array(inner.drop(while: isLetter))
    }

    private static func trimmed(_ text: [UInt8]) -> [UInt8] {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return Array(text[first...last])
    }
}
