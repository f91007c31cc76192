/// Where all values of a document stand, found in one pass, so that none is scanned twice by who reads it all.
///
/// One entry for each value and key, in the order of the document; a container's entry says where the entry behind it
/// is. 16 bytes an entry, of which a document has at most one for each of its bytes but the last.
package struct JSONOutline: Sendable {
    /// A value or a key.
    struct Entry: Sendable {
        /// Byte offsets from the start of the document; brackets and quotes included.
        var start: UInt32
        var end: UInt32
        /// The entry behind this one and all that is in it; while a container is open, the container around it.
        var next: UInt32
        var kind: JSONKind
        /// Whether it is a string that holds a backslash.
        var hasEscapes = false
    }

    /// A value in the outline that it was asked of.
    package struct Position: Sendable, Equatable {
        let index: Int
    }

    private(set) var entries: [Entry]

    /// Checks a whole document and notes all its values.
    package init(_ document: RawSpan) throws(JSONError) {
        // Text that a client sends is rarely denser.
        entries = []
        entries.reserveCapacity(document.byteCount / 64 + 16)
        var scanner = JSONScanner(document, at: 0)
        try scanner.outline(into: &entries)
        try scanner.passEnd()
    }

    /// The document's value.
    package var root: Position { Position(index: 0) }

    /// What kind of value it is.
    package func kind(_ position: Position) -> JSONKind { entries[position.index].kind }

    /// Where it stands, in bytes from the start of the document.
    package func range(_ position: Position) -> Range<Int> {
        let entry = entries[position.index]
        return Int(entry.start)..<Int(entry.end)
    }

    /// The elements of an array, or the values of an object's members, in their order; none in anything else.
    package func children(of container: Position) -> JSONOutlineChildren {
        JSONOutlineChildren(of: self, in: container)
    }

    /// The value of an object's last member of that name, as `JSON.parse` takes it.
    package func value(_ name: StaticString, in object: Position, of document: RawSpan) -> Position? {
        var found: Position?
        for child in children(of: object) {
            guard let key = child.key, JSONText.matches(key, name, in: document) else { continue }
            found = child.value
        }
        return found
    }

    /// The text of a string; `nil` if it is none.
    package func string(_ position: Position, of document: RawSpan) -> String? {
        let entry = entries[position.index]
        guard entry.kind == .string else { return nil }
        return JSONText.string(range(position), in: document, hasEscapes: entry.hasEscapes)
    }
}
