/// A JSON value read by the simplest reader there is, which shares nothing with the one under test.
///
/// Good enough for what a translator writes: it does not check numbers, and takes an escaped surrogate pair for two signs.
indirect enum PlainJSON: Equatable {
    case object([String: PlainJSON])
    case array([PlainJSON])
    case string(String)
    /// A number or a literal, as it stands.
    case other(String)

    /// `nil` if the bytes are not one value.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let value = reader.value(), reader.isAtEnd else { return nil }
        self = value
    }

    subscript(_ key: String) -> PlainJSON? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var elements: [PlainJSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    var isObject: Bool {
        if case .object = self { true } else { false }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        var isAtEnd: Bool {
            mutating get {
                passSpace()
                return at == bytes.count
            }
        }

        mutating func passSpace() {
            while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        }

        mutating func pass(_ sign: Character) -> Bool {
            passSpace()
            guard at < bytes.count, bytes[at] == sign.asciiValue else { return false }
            at += 1
            return true
        }

        mutating func value() -> PlainJSON? {
            passSpace()
            guard at < bytes.count else { return nil }
            switch bytes[at] {
            case UInt8(ascii: "{"): return object()
            case UInt8(ascii: "["): return array()
            case UInt8(ascii: "\""): return string().map { .string($0) }
            default: return other()
            }
        }

        /// A key that comes twice makes the document unfit.
        mutating func object() -> PlainJSON? {
            var members: [String: PlainJSON] = [:]
            at += 1
            if pass("}") { return .object([:]) }
            repeat {
                passSpace()
                guard let key = string(), pass(":"), let value = value(),
                    members.updateValue(value, forKey: key) == nil
                else { return nil }
            } while pass(",")
            return pass("}") ? .object(members) : nil
        }

        mutating func array() -> PlainJSON? {
            var elements: [PlainJSON] = []
            at += 1
            if pass("]") { return .array([]) }
            repeat {
                guard let value = value() else { return nil }
                elements.append(value)
            } while pass(",")
            return pass("]") ? .array(elements) : nil
        }

        mutating func other() -> PlainJSON? {
            let start = at
            while at < bytes.count, "+-.0123456789aeflnrstuE".utf8.contains(bytes[at]) { at += 1 }
            return at > start ? .other(String(decoding: bytes[start..<at], as: UTF8.self)) : nil
        }

        mutating func string() -> String? {
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
            at += 1
            var text: [UInt8] = []
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
                if byte < 0x20 { return nil }
                if byte != UInt8(ascii: "\\") {
                    text.append(byte)
                } else if !escape(into: &text) {
                    return nil
                }
            }
            return nil
        }

        mutating func escape(into text: inout [UInt8]) -> Bool {
            guard at < bytes.count else { return false }
            at += 1
            switch bytes[at - 1] {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[at - 1])
            case UInt8(ascii: "u"):
                guard at + 4 <= bytes.count,
                    let unit = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
                else { return false }
                at += 4
                text += Array(String(Character(Unicode.Scalar(unit) ?? "?")).utf8)
            default: return false
            }
            return true
        }
    }
}
