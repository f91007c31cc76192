import JSONBytes

/// The members of an object inside a document that was checked before, read without ever failing.
struct ErrorObject {
    let members: [JSONMember]

    init(_ value: JSONValue, in document: RawSpan) {
        members = (try? JSON.members(of: value, in: document)) ?? []
    }

    /// A member that is there and not `null`.
    func value(_ name: StaticString, in document: RawSpan) -> JSONValue? {
        guard let value = JSON.value(name, of: members, in: document), value.kind != .null else { return nil }
        return value
    }

    func object(_ name: StaticString, in document: RawSpan) -> ErrorObject? {
        guard let value = value(name, in: document), value.kind == .object else { return nil }
        return ErrorObject(value, in: document)
    }

    /// A text that is not empty.
    func string(_ name: StaticString, in document: RawSpan) -> String? {
        guard let value = value(name, in: document), value.kind == .string else { return nil }
        guard let text = try? JSON.string(value, in: document), !text.isEmpty else { return nil }
        return text
    }

    /// A short text, or a number written out.
    func name(_ name: StaticString, in document: RawSpan) -> String? {
        value(name, in: document).flatMap { Self.text($0, in: document) }
    }

    func integer(_ name: StaticString, in document: RawSpan) -> Int? {
        self.name(name, in: document).flatMap { Int($0) }
    }

    /// A list of names and positions as a path without positions: `["body", "tools", 0, "strict"]` is `tools.strict`.
    func path(_ name: StaticString, in document: RawSpan) -> String? {
        guard let value = value(name, in: document), value.kind == .array,
            let elements = try? JSON.elements(of: value, in: document)
        else { return nil }
        let names = elements.filter { $0.kind == .string }.compactMap { try? JSON.string($0, in: document) }
        let path = names.first == "body" ? names.dropFirst() : names[...]
        return path.isEmpty ? nil : path.joined(separator: ".")
    }

    static func text(_ value: JSONValue, in document: RawSpan) -> String? {
        switch value.kind {
        case .string:
            guard let text = try? JSON.string(value, in: document), !text.isEmpty else { return nil }
            return String(text.prefix(UpstreamErrorBody.nameLimit))
        case .number:
            return String(decoding: document.extracting(value.range).withUnsafeBytes(Array.init), as: UTF8.self)
        case .object, .array, .boolean, .null: return nil
        }
    }
}
