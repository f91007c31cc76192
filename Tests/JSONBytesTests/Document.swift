import JSONBytes

/// A document that owns its bytes: the expectation macros cannot take a span or a reader, which may not escape.
struct Document: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }
    init(_ text: String) { bytes = Array(text.utf8) }

    func validate() throws(JSONError) -> JSONValue { try JSON.validate(bytes.span.bytes) }
    func members() throws(JSONError) -> [JSONMember] { try JSON.members(of: bytes.span.bytes) }
    func members(of object: JSONValue) throws(JSONError) -> [JSONMember] {
        try JSON.members(of: object, in: bytes.span.bytes)
    }
    func elements(of array: JSONValue) throws(JSONError) -> [JSONValue] {
        try JSON.elements(of: array, in: bytes.span.bytes)
    }
    func string(_ value: JSONValue) throws(JSONError) -> String { try JSON.string(value, in: bytes.span.bytes) }
    func key(_ member: JSONMember) -> String { JSON.key(member, in: bytes.span.bytes) }
    func matches(_ key: JSONKey, _ name: StaticString) -> Bool { JSON.matches(key, name, in: bytes.span.bytes) }
    func value(_ name: StaticString, of members: [JSONMember]) -> JSONValue? {
        JSON.value(name, of: members, in: bytes.span.bytes)
    }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func applying(_ edits: JSONEdits) -> [UInt8] { edits.apply(to: bytes.span.bytes) }
    func applyingAsText(_ edits: JSONEdits) -> String { String(decoding: applying(edits), as: UTF8.self) }

    /// What `body` reads from the document's start.
    func read<T>(_ body: (inout JSONReader) throws(JSONError) -> T) throws(JSONError) -> T {
        var reader = JSONReader(bytes.span.bytes)
        return try body(&reader)
    }
}
