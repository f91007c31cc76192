/// A member's key as it stands in the document.
package struct JSONKey: Sendable, Equatable {
    /// Byte offsets from the start of the document, quotes included.
    package let range: Range<Int>
    /// Whether the key holds a backslash, so that its bytes are not its text.
    package let hasEscapes: Bool
}
