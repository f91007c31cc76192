import JSONBytes

/// A JSON value as a tree, built with the reader; numbers stay text, so that nothing is lost when two are compared.
enum JSONModel: Equatable {
    case object([Member])
    case array([JSONModel])
    case string([UInt8])
    case number(String)
    case boolean(Bool)
    case null

    struct Member: Equatable {
        var name: [UInt8]
        var value: JSONModel

        init(_ name: [UInt8], _ value: JSONModel) {
            self.name = name
            self.value = value
        }
    }

    static func parse(_ bytes: [UInt8]) throws -> JSONModel {
        let span = bytes.span.bytes
        var reader = JSONReader(span)
        let model = try JSONModel(reading: &reader, bytes)
        try reader.end()
        return model
    }

    private init(reading reader: inout JSONReader, _ bytes: [UInt8]) throws {
        switch try reader.peek() {
        case .object:
            var members: [Member] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                let name = Array(reader.string(key).utf8)
                members.append(Member(name, try JSONModel(reading: &reader, bytes)))
            }
            self = .object(members)
        case .array:
            var elements: [JSONModel] = []
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try JSONModel(reading: &reader, bytes)) }
            self = .array(elements)
        case .string: self = .string(Array(try reader.string().utf8))
        case .number: self = .number(String(decoding: bytes[try reader.skip().range], as: UTF8.self))
        case .boolean: self = .boolean(try reader.boolean())
        case .null:
            try reader.null()
            self = .null
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(String(decoding: member.name, as: UTF8.self))
                member.value.write(to: &writer)
            }
            writer.endObject()
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .string(let text): writer.value(String(decoding: text, as: UTF8.self))
        case .number(let text): writer.raw(Array(text.utf8))
        case .boolean(let flag): writer.value(flag)
        case .null: writer.null()
        }
    }
}
