/// One tool call of an answer, as far as it has come.
struct ToolCallSlot: Sendable {
    /// The upstream's number for it; not unique, as some servers number every call 0.
    let index: Int?
    /// The upstream's id; empty as long as it gave none.
    private(set) var id = ""
    /// The upstream's name for the tool; empty as long as it gave none.
    private(set) var name = ""
    private(set) var completeness = JSONCompleteness()
    /// Arguments that have not been given out, escaped.
    private(set) var pending: [UInt8] = []
    /// What is to be sent back with the call, as JSON.
    private(set) var extra: [UInt8]?
    var state = State.waiting

    enum State: Sendable { case waiting, open, done }

    init(index: Int?) {
        self.index = index
    }

    /// Whether the arguments are a whole object.
    var isComplete: Bool { completeness.isComplete }
    /// Whether arguments have come.
    var hasArguments: Bool { completeness.first != nil }

    /// Whether the arguments so far can only be arguments: `null` stands for none, so that an `n` must wait.
    var canBegin: Bool { hasArguments && completeness.first != UInt8(ascii: "n") }

    /// Takes the id and the name of a fragment.
    ///
    /// The first id counts. A name may come in pieces as long as there are no arguments; one that is repeated is no
    /// piece.
    mutating func take(id: String?, name: String?) {
        if let id, self.id.isEmpty { self.id = id }
        if let name, state == .waiting, self.name.isEmpty || (!hasArguments && name != self.name) { self.name += name }
    }

    /// Keeps what is to be sent back with the call; what comes first counts.
    mutating func take(extra: RawSpan) {
        if self.extra == nil { self.extra = extra.withUnsafeBytes { Array($0) } }
    }

    /// Notes arguments that are given out at once.
    mutating func pass(_ arguments: RawSpan) {
        completeness.scan(escaped: arguments)
    }

    /// Keeps arguments until they can be given out.
    mutating func hold(_ arguments: RawSpan) {
        completeness.scan(escaped: arguments)
        arguments.withUnsafeBytes { pending.append(contentsOf: $0) }
    }

    /// Takes what was kept; nothing if that is `null` or white space, which are other words for no arguments.
    mutating func takePending() -> [UInt8] {
        defer { pending = [] }
        guard completeness.first == UInt8(ascii: "n") else { return hasArguments ? pending : [] }
        return pending.filter { $0 > 0x20 } == Array("null".utf8) ? [] : pending
    }
}
