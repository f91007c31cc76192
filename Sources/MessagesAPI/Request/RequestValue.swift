import JSONBytes
import NIOCore

/// A value in a checked body that is about to be decoded, with its place for error texts.
struct RequestValue {
    let body: OutlinedBody
    let position: JSONOutline.Position
    let place: FieldPath.Place
    /// How many content blocks the value stands in.
    let nesting: Int

    var isString: Bool { kind == .string }

    func string() throws(APIError) -> String {
        guard let text = body.outline.string(position, of: body.bytes.readableBytesSpan) else {
            throw path.expected(.string)
        }
        return text
    }

    func integer() throws(APIError) -> Int {
        var reader = JSONReader(body.bytes.readableBytesSpan.extracting(range))
        guard let number = try? reader.integer() else { throw path.expected(.integer) }
        return number
    }

    func double() throws(APIError) -> Double {
        var reader = JSONReader(body.bytes.readableBytesSpan.extracting(range))
        guard let number = try? reader.double() else { throw path.expected(.number) }
        return number
    }

    func boolean() throws(APIError) -> Bool {
        guard kind == .boolean else { throw path.expected(.boolean) }
        // "true" has four letters and "false" five; the body has been checked.
        return range.count == 4
    }

    /// The value as an object that is to be decoded.
    func object() throws(APIError) -> RequestObject {
        guard kind == .object else { throw path.expected(.dictionary) }
        return RequestObject(body: body, position: position, path: path, nesting: nesting)
    }

    /// The value as a list whose elements are decoded one by one.
    func list<Element>(
        _ decode: (RequestValue) throws(APIError) -> Element
    ) throws(APIError) -> [Element] {
        guard kind == .array else { throw path.expected(.list) }
        var list: [Element] = []
        let path = path
        for (index, element) in body.outline.children(of: position).enumerated() {
            let place = FieldPath.Place.index(path, index)
            list.append(try decode(RequestValue(body: body, position: element.value, place: place, nesting: nesting)))
        }
        return list
    }

    func raw() -> RawJSON {
        RawJSON(range, of: body.bytes)
    }

    /// The value as it stands, which must be an object.
    func rawDictionary() throws(APIError) -> RawJSON {
        guard kind == .object else { throw path.expected(.dictionary) }
        return raw()
    }

    /// Where the value stands; made only when something inside is decoded or is wrong, for most values are plain.
    private var path: FieldPath { FieldPath(place) }
    private var kind: JSONKind { body.outline.kind(position) }
    private var range: Range<Int> { body.outline.range(position) }
}

extension RequestValue? {
    /// What `decode` makes of the value, if there is one.
    func decoded<T>(_ decode: (RequestValue) throws(APIError) -> T) throws(APIError) -> T? {
        guard let self else { return nil }
        return try decode(self)
    }
}
