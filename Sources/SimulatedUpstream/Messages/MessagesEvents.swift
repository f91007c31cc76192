/// The events of a Messages stream as server-sent events: named, and with a `ping` behind the first.
struct MessagesEvents: IteratorProtocol {
    private var base: AnswerEvents
    private var owesPing = false

    init(_ base: AnswerEvents) { self.base = base }

    mutating func next() -> AnswerEvent? {
        if owesPing {
            owesPing = false
            return AnswerEvent(kind: "ping", json: #"{"type": "ping"}"#, name: "ping")
        }
        guard var event = base.next() else { return nil }
        owesPing = event.kind == "message_start"
        event.name = event.kind
        return event
    }
}
