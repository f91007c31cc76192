import JSONBytes

/// A JSON Schema as a tree, so that it can be rearranged: in the order of the client's text, numbers as they were spelled.
enum SchemaNode: Sendable {
    /// A member of an object.
    struct Member: Sendable {
        var key: String
        var value: SchemaNode
    }

    case object([Member])
    case array([SchemaNode])
    case string(String)
    /// A number, `null`, or what lies deeper than is looked into, as JSON.
    case literal([UInt8])
    case boolean(Bool)

    /// Deepest nesting that is looked into; what is deeper goes upstream as it is.
    ///
    /// Schemas of tools seen have below 20 levels.
    static let depthLimit = 64

    /// Reads a value of a checked document; `nil` if it is none.
    init?(_ document: RawSpan) {
        guard let value = try? JSON.validate(document) else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        guard let node = try? Self.read(&reader, in: document.extracting(value.range), depth: 0) else { return nil }
        self = node
    }

    private static func read(
        _ reader: inout JSONReader,
        in document: RawSpan,
        depth: Int
    ) throws(JSONError) -> SchemaNode {
        switch try reader.peek() {
        case .object where depth < depthLimit: return .object(try members(&reader, in: document, depth: depth))
        case .array where depth < depthLimit:
            var elements: [SchemaNode] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try read(&reader, in: document, depth: depth + 1)) }
            return .array(elements)
        case .string: return .string(try reader.string())
        case .boolean: return .boolean(try reader.boolean())
        case .object, .array, .number, .null:
            let value = try reader.skip()
            return .literal(document.extracting(value.range).withUnsafeBytes { Array($0) })
        }
    }

    /// Of a key that comes twice the last value counts, as for every reader.
    private static func members(
        _ reader: inout JSONReader,
        in document: RawSpan,
        depth: Int
    ) throws(JSONError) -> [Member] {
        var members: [Member] = []
        var places: [String: Int] = [:]
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let name = reader.string(key)
            let value = try read(&reader, in: document, depth: depth + 1)
            if let place = places[name] {
                members[place].value = value
            } else {
                places[name] = members.count
                members.append(Member(key: name, value: value))
            }
        }
        return members
    }

    /// Writes the value.
    func write(to json: inout JSONWriter) {
        switch self {
        case .object(let members):
            json.beginObject()
            for member in members {
                json.key(member.key)
                member.value.write(to: &json)
            }
            json.endObject()
        case .array(let elements):
            json.beginArray()
            for element in elements { element.write(to: &json) }
            json.endArray()
        case .string(let text): json.value(text)
        case .literal(let bytes): json.raw(bytes)
        case .boolean(let value): json.value(value)
        }
    }
}

extension SchemaNode {
    /// The members, if it is an object.
    var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The text, if it is a string.
    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The elements, if it is an array.
    var elements: [SchemaNode]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// Whether it is an object without members.
    var isEmptyObject: Bool { members?.isEmpty == true }

    /// A member's value.
    subscript(_ key: String) -> SchemaNode? {
        members?.first { $0.key == key }?.value
    }

    /// Whether the type, or one of the types, is this one.
    func hasType(_ name: String) -> Bool {
        guard let type = self["type"] else { return false }
        return type.string == name || type.elements?.contains { $0.string == name } == true
    }
}

extension [SchemaNode.Member] {
    /// Gives a member another value, or adds it.
    mutating func set(_ key: String, _ value: SchemaNode) {
        if let index = firstIndex(where: { $0.key == key }) {
            self[index].value = value
        } else {
            append(SchemaNode.Member(key: key, value: value))
        }
    }
}
