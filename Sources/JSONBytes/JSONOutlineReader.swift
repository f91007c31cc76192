/// A ``JSONReader`` that knows from an outline where everything stands, so that passing a value costs nothing.
///
/// Only the order in which it is asked is checked, not the document; a method that throws leaves the reader where it was.
package struct JSONOutlineReader: ~Escapable {
    private let bytes: RawSpan
    private let entries: Span<JSONOutline.Entry>
    /// The entry that comes next.
    private var index = 0
    /// The entries of the containers that were entered, the innermost last.
    private var open: [Int] = []
    /// Where the reader stands, in bytes from the start of the document: behind what was passed last.
    package private(set) var offset = 0

    /// Makes a reader that stands before the one value of the document that the outline was made of.
    @_lifetime(copy document, borrow outline)
    package init(_ outline: borrowing JSONOutline, of document: RawSpan) {
        bytes = document
        entries = outline.entries.span
    }

    /// The value that comes next.
    package var value: JSONValue {
        let entry = entries[index]
        return JSONValue(kind: entry.kind, range: Int(entry.start)..<Int(entry.end))
    }

    /// Where the value begins that comes next, in bytes from the start of the document.
    package var valueStart: Int { Int(entries[index].start) }

    /// The kind of the value that comes next.
    package var kind: JSONKind { entries[index].kind }

    /// Passes one value and says where it stands.
    package mutating func skip() -> JSONValue {
        let value = value
        index = Int(entries[index].next)
        offset = value.range.upperBound
        return value
    }

    /// Passes one value and gives its text; `nil` if it is no string.
    package mutating func string() -> String? {
        let hasEscapes = entries[index].hasEscapes
        let value = skip()
        return value.kind == .string ? JSONText.string(value.range, in: bytes, hasEscapes: hasEscapes) : nil
    }

    /// Enters the object that comes next.
    package mutating func beginObject() throws(JSONError) {
        try begin(.object)
    }

    /// Enters the array that comes next.
    package mutating func beginArray() throws(JSONError) {
        try begin(.array)
    }

    /// Goes to the value of the object's next member and returns its key, or leaves the object and returns `nil`.
    package mutating func nextKey() -> JSONKey? {
        guard goOn() else { return nil }
        let key = entries[index].key
        index += 1
        offset = key.range.upperBound
        return key
    }

    /// Goes to the array's next element, or leaves the array and returns `false`.
    package mutating func nextElement() -> Bool { goOn() }

    /// Whether the decoded key is `name`; most keys are told apart by their length alone.
    @inline(__always)
    package func key(_ key: JSONKey, is name: StaticString) -> Bool {
        (key.hasEscapes || key.range.count == name.utf8CodeUnitCount + 2) && JSONText.matches(key, name, in: bytes)
    }

    private mutating func begin(_ kind: JSONKind) throws(JSONError) {
        guard self.kind == kind else { throw JSONError(.typeMismatch(expected: kind), at: valueStart) }
        open.append(index)
        index += 1
    }

    /// Whether the innermost container has something more; leaves it if not.
    private mutating func goOn() -> Bool {
        guard let container = open.last else { return false }
        if index < Int(entries[container].next) { return true }
        open.removeLast()
        offset = Int(entries[container].end)
        return false
    }
}
