import JSONBytes
import NIOCore

/// A value in a checked body that is about to be decoded, with its place for error texts.
struct RequestValue {
    let body: ByteBuffer
    let json: JSONValue
    let path: FieldPath
    /// How many content blocks the value stands in.
    let nesting: Int

    var isString: Bool { json.kind == .string }

    func string() throws(APIError) -> String {
        guard json.kind == .string, let text = try? JSON.string(json, in: body.readableBytesSpan) else {
            throw path.expected(.string)
        }
        return text
    }

    func integer() throws(APIError) -> Int {
        var reader = JSONReader(body.readableBytesSpan.extracting(json.range))
        guard let number = try? reader.integer() else { throw path.expected(.integer) }
        return number
    }

    func double() throws(APIError) -> Double {
        var reader = JSONReader(body.readableBytesSpan.extracting(json.range))
        guard let number = try? reader.double() else { throw path.expected(.number) }
        return number
    }

    func boolean() throws(APIError) -> Bool {
        guard json.kind == .boolean else { throw path.expected(.boolean) }
        // "true" has four letters and "false" five; the body has been checked.
        return json.range.count == 4
    }

    /// The value as an object that is to be decoded.
    func object() throws(APIError) -> RequestObject {
        guard json.kind == .object, let members = try? JSON.members(of: json, in: body.readableBytesSpan) else {
            throw path.expected(.dictionary)
        }
        return RequestObject(body: body, range: json.range, members: members, path: path, nesting: nesting)
    }

    /// The value as a list whose elements are decoded one by one.
    func list<Element>(
        _ decode: (RequestValue) throws(APIError) -> Element
    ) throws(APIError) -> [Element] {
        guard json.kind == .array, let elements = try? JSON.elements(of: json, in: body.readableBytesSpan) else {
            throw path.expected(.list)
        }
        var list: [Element] = []
        list.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            let path = FieldPath.index(path, index)
            list.append(try decode(RequestValue(body: body, json: element, path: path, nesting: nesting)))
        }
        return list
    }

    func raw() -> RawJSON {
        RawJSON(json.range, of: body)
    }

    /// The value as it stands, which must be an object.
    func rawDictionary() throws(APIError) -> RawJSON {
        guard json.kind == .object else { throw path.expected(.dictionary) }
        return raw()
    }
}

extension RequestValue? {
    /// What `decode` makes of the value, if there is one.
    func decoded<T>(_ decode: (RequestValue) throws(APIError) -> T) throws(APIError) -> T? {
        guard let self else { return nil }
        return try decode(self)
    }
}
