/// What stands directly in one container of an outline.
package struct JSONOutlineChildren: Sequence, IteratorProtocol {
    /// A member, or an element, which has no key.
    package struct Child {
        package let key: JSONKey?
        package let value: JSONOutline.Position
    }

    private let entries: [JSONOutline.Entry]
    private let isObject: Bool
    private let end: Int
    private var index: Int

    init(of outline: JSONOutline, in container: JSONOutline.Position) {
        entries = outline.entries
        let entry = entries[container.index]
        isObject = entry.kind == .object
        index = container.index + 1
        end = isObject || entry.kind == .array ? Int(entry.next) : index
    }

    package mutating func next() -> Child? {
        guard index < end else { return nil }
        var key: JSONKey?
        if isObject {
            key = entries[index].key
            index += 1
        }
        let value = JSONOutline.Position(index: index)
        index = Int(entries[index].next)
        return Child(key: key, value: value)
    }
}
