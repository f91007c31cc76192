import JSONBytes

/// A small JSON object, checked as a whole, whose members are read by name.
struct AWSAnswer: Sendable {
    private let document: [UInt8]
    private let members: [JSONMember]

    /// Checks `document`; `nil` if it is not one JSON object.
    init?(_ document: [UInt8]) {
        guard let members = try? JSON.members(of: document.span.bytes) else { return nil }
        self.document = document
        self.members = members
    }

    /// A string that is not empty; `nil` for anything else.
    func text(_ name: StaticString) -> String? {
        guard let value = JSON.value(name, of: members, in: document.span.bytes),
            let text = try? JSON.string(value, in: document.span.bytes), !text.isEmpty
        else { return nil }
        return text
    }

    /// A whole number; `nil` for anything else.
    func number(_ name: StaticString) -> Int? {
        guard let value = JSON.value(name, of: members, in: document.span.bytes), value.kind == .number else {
            return nil
        }
        let digits = Array(document[value.range])
        var reader = JSONReader(digits.span.bytes)
        return try? reader.integer()
    }

    /// An object inside of this one; `nil` for anything else.
    func object(_ name: StaticString) -> AWSAnswer? {
        JSON.value(name, of: members, in: document.span.bytes).flatMap { AWSAnswer(Array(document[$0.range])) }
    }

    /// A time in ISO 8601, in seconds since 1970-01-01T00:00:00Z; `nil` for anything else.
    func time(_ name: StaticString) -> Int? {
        text(name).flatMap { UTCTime(iso8601: $0)?.epochSeconds }
    }

    /// The document with other values for some names; everything else stays as it is, byte for byte.
    func replacing(_ values: [(name: StaticString, raw: [UInt8])]) -> [UInt8] {
        let bytes = document.span.bytes
        var removed: Set<Int> = []
        for index in members.indices
        where values.contains(where: { JSON.matches(members[index].key, $0.name, in: bytes) }) {
            removed.insert(index)
        }
        guard let object = try? JSON.validate(bytes) else { return document }
        var edits = JSONEdits()
        edits.edit(object, members: members, removing: removed, adding: values.map { ("\($0.name)", $0.raw) })
        return edits.apply(to: bytes)
    }
}
