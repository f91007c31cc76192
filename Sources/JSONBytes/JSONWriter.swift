/// Writes JSON into bytes: it puts the commas and colons itself, and the caller balances the brackets.
///
/// Strings are escaped only where the grammar demands it: quote, backslash and control characters.
package struct JSONWriter: Sendable {
    /// Bytes of text for which room is made at once, as if all of them had to be escaped.
    private static let escapedPart = 512

    /// What has been written.
    package private(set) var bytes: [UInt8]
    /// Whether a value stands directly before, so that the next one needs a comma.
    private var needsComma = false

    /// Makes an empty writer with room for that many bytes.
    package init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    package mutating func beginObject() { begin(UInt8(ascii: "{")) }
    package mutating func endObject() { end(UInt8(ascii: "}")) }
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Begins a member; its value comes next.
    package mutating func key(_ name: String) {
        separate()
        append(quoted: name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func value(_ value: String) {
        separate()
        append(quoted: value)
    }

    package mutating func value(_ value: Int) { self.value(Int64(value)) }

    package mutating func value(_ value: Int64) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes the shortest text that reads as the same double; `null` for what JSON has no number for.
    package mutating func value(_ value: Double) {
        separate()
        bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    }

    package mutating func value(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a value that is JSON already.
    package mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes a value that is JSON already.
    package mutating func raw(_ json: RawSpan) {
        separate()
        json.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { append(escaping: UnsafeRawBufferPointer($0)) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(escaping text: UnsafeRawBufferPointer) {
        var start = 0
        while start < text.count {
            let end = min(start + Self.escapedPart, text.count)
            let part = UnsafeRawBufferPointer(rebasing: text[start..<end])
            bytes.append(addingCapacity: JSONEscaper.capacity(for: part.count)) { output in
                output.withUnsafeMutableBufferPointer { target, count in
                    count = JSONEscaper.encode(part, into: UnsafeMutableRawBufferPointer(target))
                }
            }
            start = end
        }
    }
}
