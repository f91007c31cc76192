import NIOCore

/// What a stream has told of one item so far.
struct ResponsesItem: Sendable {
    /// An event that must wait until the items before this one are through.
    struct HeldEvent: Sendable {
        let event: ResponsesEvent
        let data: ByteBuffer
    }

    let kind: ResponsesOutputItem.Kind
    /// The item's place in the answer, where the server tells it.
    let outputIndex: Int?
    /// The item's id, where the server tells it.
    private(set) var id: String?
    /// The id that pairs a call with its output.
    private(set) var callID: String?
    /// The name of the tool that is called.
    private(set) var name: String?
    /// Whether the item's end has come.
    var isDone = false
    /// Events that wait for the items before.
    var held: [HeldEvent] = []
    /// The parts of which something was written; the arguments of a call are its part 0.
    private var toldParts: Set<Int> = []
    /// The part that was written of last; `nil` if nothing was.
    private(set) var lastPart: Int?
    /// Whether what was written of reasoning was its summary, not the reasoning itself.
    var tellsSummary = false

    init(kind: ResponsesOutputItem.Kind, outputIndex: Int?, id: String?) {
        self.kind = kind
        self.outputIndex = outputIndex
        self.id = id
    }

    /// Whether something was written of a part.
    func hasTold(_ part: Int) -> Bool { lastPart == part || toldParts.contains(part) }

    /// Notes that something is written of a part.
    mutating func tell(_ part: Int) {
        lastPart = part
        toldParts.insert(part)
    }

    /// Takes over what an event says of the item as a whole; what is known stays.
    mutating func learn(from item: ResponsesOutputItem) {
        id = id ?? item.id
        callID = callID ?? item.callID
        name = name ?? item.name
    }
}
