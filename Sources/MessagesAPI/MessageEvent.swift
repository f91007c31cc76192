package import JSONBytes

/// What must be known of a stream event to pass it on: its type, and the block it belongs to.
///
/// Nothing else is decoded.
package struct MessageEvent: Sendable, Equatable {
    /// Why an event cannot be passed on.
    package enum Failure: Error, Sendable, Equatable {
        /// The event is not one JSON object and nothing else.
        case json(JSONError)
        /// The event's `type` is not a string that can be an event's name.
        case type
    }

    /// The event's type; `nil` if it has none.
    package let type: MessageEventType?
    /// The `index` member; `nil` if it is not there or not a whole number.
    package let index: Int?

    /// Validates a whole event and reads what is on its top level; of a name given twice the last one counts.
    package init(reading document: RawSpan) throws(Failure) {
        var type: JSONValue?
        var index: JSONValue?
        do throws(JSONError) {
            var reader = JSONReader(document)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                let value = try reader.skip()
                if reader.matches(key, "type") {
                    type = value
                } else if reader.matches(key, "index") {
                    index = value
                }
            }
            try reader.end()
        } catch {
            throw .json(error)
        }
        self.type = try Self.type(of: type, in: document)
        self.index = Self.integer(index, in: document)
    }

    private static func type(of value: JSONValue?, in document: RawSpan) throws(Failure) -> MessageEventType? {
        guard let value else { return nil }
        guard value.kind == .string else { throw .type }
        let name = document.extracting(value.range.lowerBound + 1..<value.range.upperBound - 1)
        if let type = MessageEventType(name: name), !name.hasBackslash { return type }
        // Rare: a name spelled with escapes, or one that cannot be written.
        guard let decoded = try? JSON.string(value, in: document),
            let type = MessageEventType(name: decoded.utf8Span.span.bytes)
        else { throw .type }
        return type
    }

    private static func integer(_ value: JSONValue?, in document: RawSpan) -> Int? {
        guard let value, value.kind == .number else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        return try? reader.integer()
    }
}

extension RawSpan {
    fileprivate var hasBackslash: Bool {
        withUnsafeBytes { $0.contains(UInt8(ascii: "\\")) }
    }
}
