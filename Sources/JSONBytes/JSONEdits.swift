/// Splices on a document: what is not edited stays byte for byte, key order, white space, number spelling and all.
///
/// Edits may be given in any order and are applied at once. They must not overlap, but an edit inside of something that
/// is removed is dropped. One container may be edited several times: what is removed and added adds up.
package struct JSONEdits: Sendable {
    private var replacements: [JSONSplice] = []
    /// By the offset of the container's opening bracket.
    private var containers: [Int: JSONContainerEdit] = [:]

    /// Makes edits that change nothing.
    package init() {}

    /// Whether nothing is to be changed.
    package var isEmpty: Bool { replacements.isEmpty && containers.isEmpty }

    /// Puts `raw`, which must be JSON, in the place of a value.
    package mutating func replace(_ value: JSONValue, with raw: [UInt8]) {
        replace(value.range, with: raw)
    }

    /// Puts `raw` in the place of a range of bytes; an empty range makes it an insertion.
    package mutating func replace(_ range: Range<Int>, with raw: [UInt8]) {
        replacements.append(JSONSplice(range: range, bytes: raw))
    }

    /// Removes members by index, with their commas and white space, then adds members at the end.
    ///
    /// - Parameters:
    ///   - object: The object, brackets included.
    ///   - members: All members of `object`, in their order.
    ///   - removing: Indices into `members`.
    ///   - adding: Names, and values as JSON; whether a name is there already is not checked.
    package mutating func edit(
        _ object: JSONValue,
        members: [JSONMember],
        removing: Set<Int>,
        adding: [(name: String, raw: [UInt8])] = []
    ) {
        let items = members.map { $0.key.range.lowerBound..<$0.value.range.upperBound }
        let added = adding.map { name, raw in
            var writer = JSONWriter(capacity: name.utf8.count + raw.count + 3)
            writer.key(name)
            writer.raw(raw)
            return writer.bytes
        }
        edit(object, items: items, removing: removing, adding: added)
    }

    /// Removes elements by index, with their commas and white space, then adds elements at the end.
    ///
    /// - Parameters:
    ///   - array: The array, brackets included.
    ///   - elements: All elements of `array`, in their order.
    ///   - removing: Indices into `elements`.
    ///   - adding: Values as JSON.
    package mutating func edit(
        _ array: JSONValue,
        elements: [JSONValue],
        removing: Set<Int>,
        adding: [[UInt8]] = []
    ) {
        edit(array, items: elements.map(\.range), removing: removing, adding: adding)
    }

    /// The edited document; a precondition fails if edits overlap or lie outside of it.
    package func apply(to document: RawSpan) -> [UInt8] {
        var output: [UInt8] = []
        apply(to: document) { count in
            output.reserveCapacity(count)
        } append: { piece in
            output.append(contentsOf: piece)
        }
        return output
    }

    /// Gives out the edited document in pieces, so that it can be put together wherever it is to be.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - reserve: Is told once, before the first piece, how many bytes there will be at most.
    ///   - append: Is given the pieces in their order.
    package func apply(
        to document: RawSpan,
        reserve: (Int) -> Void,
        append: (UnsafeRawBufferPointer) -> Void
    ) {
        let splices = ordered()
        reserve(splices.reduce(document.byteCount) { $0 + $1.bytes.count })
        var done = 0
        var isRemoved = false
        for splice in splices {
            if splice.range.lowerBound < done {
                precondition(isRemoved && splice.range.upperBound <= done, "JSON edits overlap.")
                continue
            }
            document.extracting(done..<splice.range.lowerBound).withUnsafeBytes(append)
            splice.bytes.withUnsafeBytes(append)
            // An insertion at the start of a removal must not make the removal look like a replacement.
            if !splice.range.isEmpty { isRemoved = splice.bytes.isEmpty }
            done = splice.range.upperBound
        }
        document.extracting(done..<document.byteCount).withUnsafeBytes(append)
    }

    private mutating func edit(_ container: JSONValue, items: [Range<Int>], removing: Set<Int>, adding: [[UInt8]]) {
        if removing.isEmpty && adding.isEmpty { return }
        let start = container.range.lowerBound
        var edit = containers[start] ?? JSONContainerEdit(container: container.range, items: items)
        precondition(edit.items == items, "One container was edited with different items.")
        edit.removing.formUnion(removing)
        edit.adding.append(contentsOf: adding)
        containers[start] = edit
    }

    /// All splices in the order of the document; whatever holds another comes before it.
    private func ordered() -> [JSONSplice] {
        let splices = replacements + containers.values.flatMap { $0.splices() }
        return splices.enumerated()
            .sorted { left, right in
                left.element.order == right.element.order
                    ? left.offset < right.offset : left.element.order < right.element.order
            }
            .map(\.element)
    }
}
