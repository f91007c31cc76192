import Foundation

/// A JSON document as a tree, read by Foundation so that this side of the wire shares no parser with the proxy.
package enum ParsedJSON: Sendable, Equatable {
    case object([String: ParsedJSON])
    case array([ParsedJSON])
    case string(String)
    /// Numbers are held as doubles: 15 digits are enough for what is checked here.
    case number(Double)
    case boolean(Bool)
    case null

    /// Reads a document; `nil` if the bytes are not JSON.
    package init?(_ bytes: [UInt8]) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]) else {
            return nil
        }
        self.init(foundation: value)
    }

    package init?(_ text: String) { self.init(Array(text.utf8)) }

    private init(foundation value: Any) {
        switch value {
        case let members as [String: Any]: self = .object(members.mapValues(ParsedJSON.init(foundation:)))
        case let elements as [Any]: self = .array(elements.map(ParsedJSON.init(foundation:)))
        case let text as String: self = .string(text)
        case let number as NSNumber: self = ParsedJSON(number: number)
        default: self = .null
        }
    }

    /// Foundation reads `true` as a number whose Objective-C type is a char.
    private init(number: NSNumber) {
        let isBoolean = String(cString: number.objCType) == String(cString: NSNumber(value: true).objCType)
        self = isBoolean ? .boolean(number.boolValue) : .number(number.doubleValue)
    }

    package subscript(key: String) -> ParsedJSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    package subscript(index: Int) -> ParsedJSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number in the range of `Int`.
    package var integer: Int? {
        guard case .number(let number) = self else { return nil }
        return Int(exactly: number)
    }

    package var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    package var array: [ParsedJSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    package var object: [String: ParsedJSON]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
