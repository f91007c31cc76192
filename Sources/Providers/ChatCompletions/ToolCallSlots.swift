/// The tool calls of one answer, and the rules that say to which of them a fragment belongs.
struct ToolCallSlots: Sendable {
    /// Most calls of one answer; the longest answers seen have a few dozen.
    static let limit = 256

    /// What is said of an answer with more.
    static let tooMany = UpstreamFailure(.malformed, "The upstream's answer has more than \(limit) tool calls.")

    private var slots: [ToolCallSlot] = []

    var count: Int { slots.count }

    subscript(position: Int) -> ToolCallSlot {
        get { slots[position] }
        _modify { yield &slots[position] }
    }

    /// The slot that the fragment belongs to; `nil` if it begins another call.
    ///
    /// Servers number calls from 0, or not at all, or every call 0; they name a call in its first fragment, in some or
    /// in all. A new id is a new call in any case.
    func position(of fragment: ToolCallFragment) -> Int? {
        guard let index = fragment.index else { return positionWithoutIndex(fragment) }
        guard let position = slots.lastIndex(where: { $0.index == index }) else { return nil }
        return isAnotherCall(fragment, than: slots[position]) ? known(fragment.id) : position
    }

    /// Adds a slot.
    /// - Throws: `malformed` if there are too many.
    mutating func add(index: Int?) throws(UpstreamFailure) -> Int {
        guard slots.count < Self.limit else { throw Self.tooMany }
        slots.append(ToolCallSlot(index: index))
        return slots.count - 1
    }

    private func positionWithoutIndex(_ fragment: ToolCallFragment) -> Int? {
        if let id = fragment.id { return known(id) ?? unidentified(fragment) }
        return fragment.name == nil && !slots.isEmpty ? slots.count - 1 : nil
    }

    /// The last call, if it was begun without the id and the name that now follow.
    private func unidentified(_ fragment: ToolCallFragment) -> Int? {
        guard let last = slots.last, last.id.isEmpty, last.name.isEmpty else { return nil }
        return slots.count - 1
    }

    private func known(_ id: String?) -> Int? {
        guard let id else { return nil }
        return slots.lastIndex { $0.id == id }
    }

    private func isAnotherCall(_ fragment: ToolCallFragment, than slot: ToolCallSlot) -> Bool {
        guard !slot.name.isEmpty else { return false }
        if let id = fragment.id, !slot.id.isEmpty { return id != slot.id }
        // A server without ids may number every call 0, too: a name and arguments behind a whole object are another call.
        return slot.isComplete && fragment.name != nil && fragment.arguments != nil
    }
}
