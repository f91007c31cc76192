import JSONBytes
import MessagesAPI
import NIOCore

/// The items of a stream in the order in which they appeared, of which one at a time is written.
///
/// Items may come interleaved, the blocks of a message may not: what comes of a later item is held back until those before
/// it are through.
struct ResponsesItemQueue: Sendable {
    /// Most items of one answer; the longest agent turns seen have some dozens.
    static let itemLimit = 1_024
    /// Most bytes of events that are held back; arguments of 100,000 tokens in deltas have below 32 MiB.
    static let heldLimit = 32 * 1024 * 1024

    /// The items, those that are through included.
    var items: [ResponsesItem] = []
    /// The index of the item that is written now; the number of items if none is.
    private(set) var liveIndex = 0
    private var heldBytes = 0

    /// The index of the item that an event is about, appended if it is new; `nil` if the event is about none.
    ///
    /// `whole` is the item as an event has it that begins or ends one.
    mutating func index(
        of event: ResponsesEvent,
        whole: ResponsesOutputItem?,
        in document: RawSpan
    ) throws(UpstreamFailure) -> Int? {
        guard let kind = whole?.kind ?? event.kind.itemKind else { return nil }
        if liveIndex < items.count, whole == nil, items[liveIndex].kind == kind,
            let index = event.outputIndex, items[liveIndex].outputIndex == index
        {
            return liveIndex
        }
        let id = whole?.id ?? event.id(in: document)
        let index = existingIndex(of: event, kind: kind, id: id) ?? items.count
        if index == items.count {
            guard index < Self.itemLimit else {
                throw UpstreamFailure(.malformed, "The upstream's answer has more than \(Self.itemLimit) items.")
            }
            items.append(ResponsesItem(kind: kind, outputIndex: event.outputIndex, id: id))
        }
        if let whole { items[index].learn(from: whole) }
        return index
    }

    /// Keeps an event of an item that is not written yet.
    mutating func hold(_ event: ResponsesEvent, _ data: ByteBuffer, at index: Int) throws(UpstreamFailure) {
        heldBytes += data.readableBytes
        guard heldBytes <= Self.heldLimit else {
            throw UpstreamFailure(
                .malformed,
                "The upstream sent more than \(Self.heldLimit) bytes of items before the end of the first."
            )
        }
        // A copy, for a slice would keep the whole chunk that it came in.
        items[index].held.append(ResponsesItem.HeldEvent(event: event, data: ByteBuffer(bytes: data.readableBytesView)))
    }

    /// Goes to the next item if the live one is done; returns the events that waited for that, `nil` if it is not done.
    mutating func advance() -> [ResponsesItem.HeldEvent]? {
        guard liveIndex < items.count, items[liveIndex].isDone else { return nil }
        liveIndex += 1
        guard liveIndex < items.count else { return [] }
        let held = items[liveIndex].held
        items[liveIndex].held = []
        for event in held { heldBytes -= event.data.readableBytes }
        return held
    }

    /// The item as the end of the answer tells it again: by its id, or else by its place.
    func whole(of item: ResponsesItem, in output: [ResponsesOutputItem]) -> ResponsesOutputItem? {
        let byID = output.first { $0.kind == item.kind && $0.id != nil && $0.id == item.id }
        guard byID == nil, let place = item.outputIndex, output.indices.contains(place) else { return byID }
        return output[place].kind == item.kind ? output[place] : nil
    }

    /// The last item of that kind to which the event's index or id points.
    ///
    /// The index counts first, for some servers give an item a new id in every event; without both it is the last one.
    private func existingIndex(of event: ResponsesEvent, kind: ResponsesOutputItem.Kind, id: String?) -> Int? {
        items.lastIndex { item in
            guard item.kind == kind else { return false }
            if event.kind == .itemAdded, item.isDone { return false }
            if let known = item.outputIndex, let index = event.outputIndex { return known == index }
            if let known = item.id, let id { return known == id }
            return !item.isDone
        }
    }
}
