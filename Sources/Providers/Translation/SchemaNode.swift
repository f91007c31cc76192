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
    /// A string as the client spelled it, quotes included.
    case quoted(ArraySlice<UInt8>)
    case string(String)
    /// A number, `null`, or what lies deeper than is looked into, as JSON.
    case literal(ArraySlice<UInt8>)
    case boolean(Bool)

    /// Deepest nesting that is looked into; what is deeper goes upstream as it is.
    ///
    /// Schemas of tools seen have below 20 levels.
    static let depthLimit = 64

    /// Reads a document; `nil` if it is not valid JSON.
    init?(_ document: [UInt8]) {
        var reader = JSONReader(document.span.bytes)
        guard let node = try? Self.read(&reader, in: document, depth: 0) else { return nil }
        self = node
    }

    private static func read(
        _ reader: inout JSONReader,
        in document: [UInt8],
        depth: Int
    ) throws(JSONError) -> SchemaNode {
        switch try reader.peek() {
        case .object where depth < depthLimit: return .object(try members(&reader, in: document, depth: depth))
        case .array where depth < depthLimit:
            var elements: [SchemaNode] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try read(&reader, in: document, depth: depth + 1)) }
            return .array(elements)
        case .string: return .quoted(document[try reader.skip().range])
        case .boolean: return .boolean(try reader.boolean())
        case .object, .array, .number, .null: return .literal(document[try reader.skip().range])
        }
    }

    /// Of a key that comes twice the last value counts, as for every reader.
    private static func members(
        _ reader: inout JSONReader,
        in document: [UInt8],
        depth: Int
    ) throws(JSONError) -> [Member] {
        var members: [Member] = []
        var places: [String: Int] = [:]
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let member = Member(key: reader.string(key), value: try read(&reader, in: document, depth: depth + 1))
            if let place = Self.place(of: member.key, in: members, &places) {
                members[place] = member
            } else {
                members.append(member)
            }
        }
        return members
    }

    /// Where a key stands already; large objects are looked up by a table.
    private static func place(of key: String, in members: [Member], _ places: inout [String: Int]) -> Int? {
        guard members.count >= 16 else { return members.firstIndex { $0.key == key } }
        if places.isEmpty { places.reserveCapacity(4 * members.count) }
        for index in places.count..<members.count { places[members[index].key] = index }
        return places[key]
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
        case .quoted(let bytes), .literal(let bytes): json.raw(bytes.span.bytes)
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
        switch self {
        case .string(let text): return text
        case .quoted(let bytes):
            var reader = JSONReader(bytes.span.bytes)
            return try? reader.string()
        case .object, .array, .literal, .boolean: return nil
        }
    }

    /// Whether it is a string.
    var isString: Bool {
        switch self {
        case .string, .quoted: true
        case .object, .array, .literal, .boolean: false
        }
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
