/// Why a document, or a value in it, could not be read.
///
/// Never holds a byte of the document, so it may be logged and shown.
package struct JSONError: Error, Sendable, Equatable {
    /// What was wrong; bounded text, fit for a metric label.
    package enum Kind: Sendable, Equatable {
        /// A byte that the grammar does not allow here.
        case unexpectedByte
        /// The document ended inside a value, or before one.
        case unexpectedEnd
        /// A byte below 0x20 inside a string, which must be escaped.
        case controlCharacter
        /// Bytes that are no UTF-8: overlong, a surrogate, above U+10FFFF, or cut off.
        case invalidUTF8
        /// A backslash followed by something that is no escape.
        case invalidEscape
        /// Digits missing, or a leading zero, plus sign or point.
        case invalidNumber
        /// More than ``JSONReader/depthLimit`` containers inside each other.
        case tooDeep
        /// More than ``JSONOutline/entryLimit`` values and keys in an outline.
        case tooManyValues
        /// A well-formed value of another kind than the caller asked for.
        case typeMismatch(expected: JSONKind)
        /// A number that does not fit into the type the caller asked for.
        case numberOutOfRange
        /// A number with a fraction where a whole one was asked for.
        case notAnInteger
        /// Something other than white space after the document's value.
        case trailingBytes
    }

    /// What was wrong.
    package let kind: Kind
    /// Where, in bytes from the start of the document.
    package let offset: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    package var description: String { "\(kind.description) at byte \(offset)" }
}

extension JSONError.Kind: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unexpectedByte: "unexpected character"
        case .unexpectedEnd: "unexpected end"
        case .controlCharacter: "unescaped control character"
        case .invalidUTF8: "invalid UTF-8"
        case .invalidEscape: "invalid escape"
        case .invalidNumber: "invalid number"
        case .tooDeep: "nested too deeply"
        case .tooManyValues: "too many values"
        case .typeMismatch(let expected): "expected \(expected)"
        case .numberOutOfRange: "number out of range"
        case .notAnInteger: "expected a whole number"
        case .trailingBytes: "more after the end"
        }
    }
}
