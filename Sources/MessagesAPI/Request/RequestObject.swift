import JSONBytes
import NIOCore

/// An object in a checked body that is about to be decoded: its members by name, and what to say if one is wrong.
///
/// Of members of one name the last counts, as in `JSON.parse`. A member that is `null` counts as absent where it is optional.
struct RequestObject {
    let body: OutlinedBody
    let position: JSONOutline.Position
    var path: FieldPath
    /// How many content blocks the object stands in, or is.
    var nesting = 0

    /// The same object with its `type` in the paths of errors, as the API has it for tagged objects.
    func tagged(_ type: String) -> RequestObject {
        var object = self
        object.path = .tag(path, type)
        return object
    }

    /// A member that must be there.
    func required(_ name: StaticString) throws(APIError) -> RequestValue {
        guard let value = value(name) else { throw FieldPath.field(path, name).error("Field required") }
        return RequestValue(body: body, position: value, place: .field(path, name), nesting: nesting)
    }

    /// A member that may be absent or `null`.
    func optional(_ name: StaticString) -> RequestValue? {
        guard let value = value(name), body.outline.kind(value) != .null else { return nil }
        return RequestValue(body: body, position: value, place: .field(path, name), nesting: nesting)
    }

    func string(_ name: StaticString) throws(APIError) -> String {
        try required(name).string()
    }

    func optionalString(_ name: StaticString) throws(APIError) -> String? {
        try optional(name)?.string()
    }

    func optionalInteger(_ name: StaticString) throws(APIError) -> Int? {
        try optional(name)?.integer()
    }

    func optionalBoolean(_ name: StaticString) throws(APIError) -> Bool? {
        try optional(name)?.boolean()
    }

    func optionalStrings(_ name: StaticString) throws(APIError) -> [String]? {
        try optional(name)?.list { element throws(APIError) in try element.string() }
    }

    /// The members that are none of `known`, in their order.
    func others(than known: [StaticString]) -> [RawField] {
        var others: [RawField] = []
        let document = body.bytes.readableBytesSpan
        for member in body.outline.children(of: position) {
            guard let key = member.key, !key.isAny(of: known, in: document) else { continue }
            let value = RawJSON(body.outline.range(member.value), of: body.bytes)
            others.append(RawField(name: JSON.text(of: key, in: document), value: value))
        }
        return others
    }

    /// The whole object as the client spelled it.
    func raw() -> RawJSON {
        RawJSON(body.outline.range(position), of: body.bytes)
    }

    private func value(_ name: StaticString) -> JSONOutline.Position? {
        body.outline.value(name, in: position, of: body.bytes.readableBytesSpan)
    }
}

extension JSONKey {
    fileprivate func isAny(of names: [StaticString], in document: RawSpan) -> Bool {
        for name in names where JSON.matches(self, name, in: document) { return true }
        return false
    }
}
