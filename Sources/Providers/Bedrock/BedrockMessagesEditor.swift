import JSONBytes

/// Walks through `messages` once and notes what must change in them.
struct BedrockMessagesEditor {
    /// What stands in the place of a user turn of which nothing is left: turns must alternate, and none may be empty.
    private static let placeholder = "[Content that this service does not take was left out.]"

    var blocks: BedrockContentEditor
    /// Blocks of `system` turns that came before everything else, to be put behind `system`.
    var leadingSystem: [[UInt8]] = []
    /// The last place for a cache breakpoint.
    private(set) var breakpointPlace: BedrockBreakpointPlace?
    /// Whether parts of `system` turns stay that belong to a beta flag.
    var holdsToolChanges = false
    var holdsTurnOutputConfig = false
    var holdsTurnClearing = false
    /// Whether manual thinking would be refused because the open tool loop does not begin with a thinking block, and
    /// whether that is our doing.
    private(set) var lacksThinkingInToolLoop = false
    private(set) var lostThinkingInToolLoop = false

    let rules: BedrockBodyRules
    var list: BedrockWalkedContainer
    private(set) var hasBegun = false
    /// Calls of the assistant's last turn that have no result yet.
    private(set) var openCalls: Set<String> = []
    /// A user turn with results that is not among the edits yet: what is held comes behind the last result.
    private var answering: BedrockTurn?
    /// A turn that got blocks of our own, not yet among the edits: one of them may get the cache breakpoint.
    private var extended: BedrockTurn?
    /// The last turn is an assistant's that lost blocks at its end.
    private(set) var followsShortenedTurn = false
    private var assistantBeganWithThinking = false
    private var assistantBeginsWithThinking = false
    /// `system` turns between a tool call and its result; they must come behind the result.
    var held: [BedrockTurn] = []

    init(rules: BedrockBodyRules) {
        self.rules = rules
        blocks = BedrockContentEditor(rules: rules)
        list = BedrockWalkedContainer(from: 0)
    }

    /// Walks through the array that comes next.
    mutating func edit(_ reader: inout JSONOutlineReader, in document: RawSpan) throws(JSONError) {
        list = BedrockWalkedContainer(from: reader.valueStart)
        try reader.beginArray()
        while reader.nextElement() {
            let start = reader.valueStart
            if reader.kind == .object {
                let turn = try turn(&reader, from: start, in: document)
                list.append(start..<reader.offset)
                take(turn, in: document)
            } else {
                list.append(reader.skip().range)
            }
        }
        list.close(at: reader.offset)
        endToolLoop(in: document)
        list.apply(to: &blocks.edits)
    }

    /// Walks through one turn.
    private mutating func turn(
        _ reader: inout JSONOutlineReader,
        from start: Int,
        in document: RawSpan
    ) throws(JSONError) -> BedrockTurn {
        var turn = BedrockTurn(index: list.items.count, from: start)
        try reader.beginObject()
        while let key = reader.nextKey() {
            if reader.key(key, is: "role") {
                turn.roleValue = reader.value
                turn.role = reader.string().map(BedrockTurn.Role.init(name:)) ?? .other
            } else if reader.key(key, is: "content") {
                try content(of: &turn, &reader, in: document)
            } else {
                if reader.key(key, is: "output_config") { turn.outputConfig.insert(turn.object.items.count) }
                if reader.key(key, is: "clear_at") { turn.clearing.insert(turn.object.items.count) }
                _ = reader.skip()
            }
            turn.object.append(key.range.lowerBound..<reader.offset)
        }
        turn.object.close(at: reader.offset)
        return turn
    }

    private mutating func content(
        of turn: inout BedrockTurn,
        _ reader: inout JSONOutlineReader,
        in document: RawSpan
    ) throws(JSONError) {
        turn.content = nil
        turn.text = nil
        if reader.kind == .array {
            turn.content = try blocks.content(&reader, in: document)
        } else {
            let value = reader.skip()
            if value.kind == .string { turn.text = value }
        }
    }

    private mutating func take(_ turn: consuming BedrockTurn, in document: RawSpan) {
        switch turn.role {
        case .system: takeSystemTurn(turn, in: document)
        case .user: takeUserTurn(turn, in: document)
        case .assistant: takeAssistantTurn(turn, in: document)
        case .other: turn.content?.list.apply(to: &blocks.edits)
        }
    }

    private mutating func takeUserTurn(_ turn: consuming BedrockTurn, in document: RawSpan) {
        hasBegun = true
        followsShortenedTurn = false
        guard let answers = turn.content?.answers, !answers.isEmpty else {
            endToolLoop(in: document)
            if turn.isEmptied { turn.content?.list.adding.append(BedrockBlock.text(Self.placeholder)) }
            keep(turn)
            return
        }
        // A further user turn does not close the loop: only the assistant's next turn does.
        lacksThinkingInToolLoop = !assistantBeginsWithThinking
        lostThinkingInToolLoop = lacksThinkingInToolLoop && assistantBeganWithThinking
        openCalls.subtract(answers)
        if let earlier = answering.take() { keep(earlier) }
        answering = turn
        if openCalls.isEmpty { endToolLoop(in: document) }
    }

    private mutating func takeAssistantTurn(_ turn: consuming BedrockTurn, in document: RawSpan) {
        // Without a result in between it goes on with the turn before: the server joins neighbours of one role.
        if answering != nil { endToolLoop(in: document) }
        openCalls.formUnion(turn.content?.calls ?? [])
        assistantBeganWithThinking = turn.content?.startedWithThinking ?? false
        assistantBeginsWithThinking = turn.content?.startsWithThinking ?? false
        lacksThinkingInToolLoop = false
        lostThinkingInToolLoop = false
        if turn.isEmptied {
            list.removing.insert(turn.index)
            followsShortenedTurn = false
            return
        }
        hasBegun = true
        followsShortenedTurn = turn.content.map { $0.list.removing.contains($0.list.items.count - 1) } ?? false
        keep(turn)
    }

    /// Puts what was held behind the last result; where there is none, the user says it in its place.
    private mutating func endToolLoop(in document: RawSpan) {
        openCalls = []
        if var turn = answering.take() {
            // The server joins neighbours of one role, and the results must come before any other block.
            for system in held {
                turn.content?.list.adding += systemBlocks(of: system, in: document)
                list.removing.insert(system.index)
            }
            keep(turn)
        } else {
            for system in held { becomeUserTurn(system, in: document) }
        }
        held = []
    }

    /// Puts a turn's own changes among the others.
    mutating func keep(_ turn: BedrockTurn) {
        turn.object.apply(to: &blocks.edits)
        if turn.content.map({ addedPlace($0.list.adding) != nil }) == true {
            takeAddedBlocks()?.apply(to: &blocks.edits)
            extended = turn
            breakpointPlace = .added
            return
        }
        turn.content?.list.apply(to: &blocks.edits)
        if let place = turn.content?.breakpointPlace {
            breakpointPlace = place
        } else if let text = turn.text, text.range.count > 2 {
            breakpointPlace = .string(text)
        }
    }

    /// The last place for a cache breakpoint among blocks of our own.
    private func addedPlace(_ added: [[UInt8]]) -> BedrockBreakpointPlace? {
        added.isEmpty ? nil : BedrockContentEditor.place(inList: Self.list(added), rules: rules)
    }

    /// Puts a cache breakpoint on the last of our own blocks, where ``breakpointPlace`` is `added`.
    mutating func markAddedBlocks(with cacheControl: [UInt8]) {
        guard let added = extended?.content?.list.adding, let place = addedPlace(added) else { return }
        let list = Self.list(added)
        var edits = JSONEdits()
        place.put(cacheControl, in: list.span.bytes, edits: &edits)
        extended?.content?.list.adding = [Array(edits.apply(to: list.span.bytes).dropFirst().dropLast())]
    }

    /// The blocks among which the last of our own are, to be put among the edits once they are complete.
    mutating func takeAddedBlocks() -> BedrockWalkedContainer? {
        defer { extended = nil }
        return extended?.content?.list
    }

    private static func list(_ blocks: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "[")] + blocks.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }
}
