/// Where a value stands in a document, so that it can be read, relayed or replaced without building a tree.
package struct JSONValue: Sendable, Equatable {
    /// What the value is.
    package let kind: JSONKind
    /// Byte offsets from the start of the document; quotes and brackets included.
    package let range: Range<Int>
}
