/// A pull reader over a JSON document: the caller asks for what it expects, and skips what it does not care for.
///
/// Every byte passed is checked (the grammar of RFC 8259, UTF-8, depth), no tree is built, and no input can crash it.
/// A method that throws leaves the reader where it was. Duplicate keys are passed on as they come; a lone surrogate
/// escape is accepted and decoded as U+FFFD; a byte order mark is refused.
/// - Note: Source: RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format.
package struct JSONReader: ~Escapable {
    /// Most containers open at once.
    ///
    /// Far above any request seen (below 20), and far below what could exhaust a translator's call stack.
    package static let depthLimit = 256

    /// What the grammar asks for at `offset`.
    enum Expectation { case value, firstOrEnd, separatorOrEnd }

    private let bytes: RawSpan
    private var depth = 0
    private var expectation = Expectation.value
    /// Where the reader stands, in bytes from the start of the document.
    package private(set) var offset: Int

    /// Makes a reader that stands before the one value of a document.
    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) {
        self.bytes = bytes
        self.offset = 0
    }

    /// Makes a reader that stands before a value inside a document and cannot see past its end.
    ///
    /// - Throws: `unexpectedEnd` if the value lies outside of the document.
    @_lifetime(copy document)
    init(_ value: JSONValue, in document: RawSpan) throws(JSONError) {
        guard value.range.lowerBound >= 0, value.range.upperBound <= document.byteCount else {
            throw JSONError(.unexpectedEnd, at: document.byteCount)
        }
        self.bytes = document.extracting(0..<value.range.upperBound)
        self.offset = value.range.lowerBound
    }

    /// The kind of the value that comes next.
    package mutating func peek() throws(JSONError) -> JSONKind {
        var scanner = try valueScanner()
        return try scanner.kind(scanner.next())
    }

    /// Passes one value and says where it stands.
    package mutating func skip() throws(JSONError) -> JSONValue {
        var scanner = try valueScanner()
        let value = try scanner.passValue(depth: depth)
        passed(to: scanner.offset)
        return value
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
    package mutating func nextKey() throws(JSONError) -> JSONKey? {
        var scanner = JSONScanner(bytes, at: offset)
        guard try goOn(&scanner, closing: UInt8(ascii: "}")) else { return nil }
        let key = try scanner.passKey()
        offset = scanner.offset
        expectation = .value
        return key
    }

    /// Goes to the array's next element, or leaves the array and returns `false`.
    package mutating func nextElement() throws(JSONError) -> Bool {
        var scanner = JSONScanner(bytes, at: offset)
        guard try goOn(&scanner, closing: UInt8(ascii: "]")) else { return false }
        offset = scanner.offset
        expectation = .value
        return true
    }

    /// Checks that the document has been read and only white space follows.
    package mutating func end() throws(JSONError) {
        var scanner = JSONScanner(bytes, at: offset)
        guard depth == 0, expectation == .separatorOrEnd else {
            throw JSONError(offset < bytes.byteCount ? .unexpectedByte : .unexpectedEnd, at: offset)
        }
        try scanner.passEnd()
        offset = scanner.offset
    }

    /// Whether the decoded key is `name`.
    package func matches(_ key: JSONKey, _ name: StaticString) -> Bool {
        JSONText.matches(key, name, in: bytes)
    }

    /// The decoded key.
    package func string(_ key: JSONKey) -> String {
        JSONText.string(key.range, in: bytes, hasEscapes: key.hasEscapes)
    }

    private mutating func begin(_ kind: JSONKind) throws(JSONError) {
        var scanner = try valueScanner()
        guard try scanner.kind(scanner.next()) == kind else {
            throw JSONError(.typeMismatch(expected: kind), at: scanner.offset)
        }
        guard depth < Self.depthLimit else { throw JSONError(.tooDeep, at: scanner.offset) }
        depth += 1
        offset = scanner.offset + 1
        expectation = .firstOrEnd
    }

    /// Passes a comma where one is due and returns `true`, or passes the closing bracket and returns `false`.
    private mutating func goOn(_ scanner: inout JSONScanner, closing: UInt8) throws(JSONError) -> Bool {
        let byte = try scanner.next()
        guard depth > 0, expectation != .value else { throw JSONError(.unexpectedByte, at: scanner.offset) }
        if byte == closing {
            depth -= 1
            passed(to: scanner.offset + 1)
            return false
        }
        if expectation == .separatorOrEnd { try scanner.pass(UInt8(ascii: ",")) }
        return true
    }
}

extension JSONReader {
    /// A scanner that stands where a value is due.
    @_lifetime(copy self)
    func valueScanner() throws(JSONError) -> JSONScanner {
        guard expectation == .value else {
            throw JSONError(offset < bytes.byteCount ? .unexpectedByte : .unexpectedEnd, at: offset)
        }
        return JSONScanner(bytes, at: offset)
    }

    /// Notes that a value ends at `end`.
    mutating func passed(to end: Int) {
        offset = end
        expectation = .separatorOrEnd
    }
}
