/// Where all values of a document stand, found in one pass, so that none is scanned twice by who reads it all.
///
/// One entry for each value and key, in the order of the document; a container's entry says where the entry behind it
/// is.
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

    /// Most values and keys that are noted, 16 bytes each: as much memory as the largest body has.
    ///
    /// A value makes a token or more, so that no model has room for as many.
    package static let entryLimit = 1 << 21

    private(set) var entries: [Entry]

    /// Checks a whole document and notes all its values.
    package init(_ document: RawSpan) throws(JSONError) {
        try self.init(JSONScanner(document, at: 0))
    }

    /// Checks a whole document that must be an object, and notes all its values.
    package init(ofObject document: RawSpan) throws(JSONError) {
        var scanner = JSONScanner(document, at: 0)
        guard try scanner.kind(scanner.next()) == .object else {
            throw JSONError(.typeMismatch(expected: .object), at: scanner.offset)
        }
        try self.init(scanner)
    }

    private init(_ start: borrowing JSONScanner) throws(JSONError) {
        var scanner = JSONScanner(start.bytes, at: start.offset)
        entries = []
        // Text that a client sends is rarely denser.
        entries.reserveCapacity(scanner.end / 64 + 16)
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

    /// The kind of a value and where it stands.
    package func value(_ position: Position) -> JSONValue {
        JSONValue(kind: kind(position), range: range(position))
    }

    /// The members of an object, in their order; none of anything else.
    package func members(of object: Position) -> [JSONMember] {
        children(of: object).compactMap { child in
            child.key.map { JSONMember(key: $0, value: value(child.value)) }
        }
    }

    /// The elements of an array, in their order; the values of an object's members.
    package func elements(of array: Position) -> [JSONValue] {
        children(of: array).map { value($0.value) }
    }

    /// The value of an object's last member of that name, as `JSON.parse` takes it.
    package func value(_ name: StaticString, in object: Position, of document: RawSpan) -> Position? {
        guard entries[object.index].kind == .object else { return nil }
        let end = Int(entries[object.index].next)
        var index = object.index + 1
        var found: Position?
        while index < end {
            if entries[index].isKey(name, in: document) { found = Position(index: index + 1) }
            index = Int(entries[index + 1].next)
        }
        return found
    }

    /// Whether a value or key inside of a value, or itself, is that text, spelled without escapes.
    package func holds(_ text: StaticString, in value: Position, of document: RawSpan) -> Bool {
        let length = text.utf8CodeUnitCount + 2
        return entries[value.index..<Int(entries[value.index].next)].contains { entry in
            entry.kind == .string && entry.end - entry.start == length && entry.isKey(text, in: document)
        }
    }

    /// The text of a string; `nil` if it is none.
    package func string(_ position: Position, of document: RawSpan) -> String? {
        let entry = entries[position.index]
        guard entry.kind == .string else { return nil }
        return JSONText.string(range(position), in: document, hasEscapes: entry.hasEscapes)
    }
}

extension JSONOutline.Entry {
    /// A string's entry as the key of a member.
    var key: JSONKey { JSONKey(range: Int(start)..<Int(end), hasEscapes: hasEscapes) }

    /// Whether the text of a string's entry is `name`; most are told apart by their length alone.
    @inline(__always)
    func isKey(_ name: StaticString, in document: RawSpan) -> Bool {
        (hasEscapes || Int(end &- start) == name.utf8CodeUnitCount &+ 2) && JSONText.matches(key, name, in: document)
    }
}
