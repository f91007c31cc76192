import JSONBytes

/// Walks through `messages` once and takes out the thinking that an upstream would refuse.
struct MessagesHistoryEdit {
    /// The thinking blocks that stay.
    enum Taken {
        /// Those that bear a signature which may be Anthropic's.
        case signedByAnthropic
        /// All that were not signed here.
        case notOurs
        case none
    }

    /// Whether an assistant's turn began with a thinking block, as it came and as it goes.
    private struct Beginning {
        var asItCame = false
        var asItGoes = false
    }

    private let taken: Taken
    private let tracksLoop: Bool
    private let withoutSystemTurns: Bool
    private(set) var omissions = Omissions()
    /// The first and the last assistant turn since a user said something other than a tool's result.
    private var loop: (first: Beginning, last: Beginning)?
    private var endsWithResult = false
    /// Whether an assistant's turn stays that has no thinking.
    private(set) var lacksThinking = false

    init(takes taken: Taken, tracksLoop: Bool, withoutSystemTurns: Bool) {
        self.taken = taken
        self.tracksLoop = tracksLoop
        self.withoutSystemTurns = withoutSystemTurns
    }

    /// Whether manual thinking would be refused: "When `thinking` is enabled, a final `assistant` message must start with
    /// a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks)".
    ///
    /// Between the calls of one loop Claude need not think again, so a later turn without thinking is in order where the
    /// loop began with some.
    /// - Note: Source: extended thinking (https://docs.claude.com/en/docs/build-with-claude/extended-thinking, seen
    ///   2026-11-22).
    var lacksThinkingInToolLoop: Bool {
        guard endsWithResult, let loop, !loop.last.asItGoes else { return false }
        return loop.last.asItCame || !loop.first.asItGoes
    }

    /// Notes the changes.
    mutating func edit(
        _ messages: JSONOutline.Position,
        of outline: JSONOutline,
        in document: RawSpan,
        edits: inout JSONEdits
    ) {
        var removing: Set<Int> = []
        for (index, child) in outline.children(of: messages).enumerated() where outline.kind(child.value) == .object {
            let turn = Turn(child.value, of: outline, in: document)
            let stays: Bool
            switch turn.role {
            case "assistant": stays = editAssistant(turn, in: document, edits: &edits)
            case "user":
                stays = true
                if tracksLoop { noteUser(turn, in: document) }
            case "system" where withoutSystemTurns: stays = becomeUser(turn, in: document, edits: &edits)
            default: stays = true
            }
            if !stays { removing.insert(index) }
        }
        edits.edit(messages, of: outline, removing: removing)
    }

    /// One element of `messages`.
    private struct Turn {
        let outline: JSONOutline
        let position: JSONOutline.Position
        let role: String?
        let content: JSONOutline.Position?

        init(_ position: JSONOutline.Position, of outline: JSONOutline, in document: RawSpan) {
            self.outline = outline
            self.position = position
            role = outline.text("role", of: position, in: document)
            content = outline.value("content", in: position, of: document)
        }

        /// The list that the turn's content is; `nil` where it is none.
        var list: JSONOutline.Position? { content.flatMap { outline.kind($0) == .array ? $0 : nil } }
    }

    /// A turn of which nothing is left is taken out as a whole: the server joins its neighbours.
    private mutating func editAssistant(_ turn: Turn, in document: RawSpan, edits: inout JSONEdits) -> Bool {
        guard let list = turn.list else {
            note(Beginning())
            return true
        }
        var (count, removing, beginning) = (0, Set<Int>(), Beginning())
        for (index, child) in turn.outline.children(of: list).enumerated() {
            count += 1
            guard let block = ThinkingBlock(child.value, of: turn.outline, in: document) else { continue }
            if index == 0 { beginning.asItCame = true }
            if block.stays(under: taken) {
                if removing.count == index { beginning.asItGoes = true }
            } else {
                removing.insert(index)
            }
        }
        if !removing.isEmpty { omissions.note("messages.content.thinking") }
        guard removing.isEmpty || removing.count < count else { return false }
        edits.edit(list, of: turn.outline, removing: removing)
        note(beginning)
        return true
    }

    private mutating func note(_ beginning: Beginning) {
        endsWithResult = false
        if !beginning.asItGoes { lacksThinking = true }
        loop = (loop?.first ?? beginning, beginning)
    }

    /// A tool's result goes on with the loop; all results stand before anything else, so that the first block tells.
    private mutating func noteUser(_ turn: Turn, in document: RawSpan) {
        var blocks = turn.list.map { turn.outline.children(of: $0) }
        let type = blocks?.next().flatMap { turn.outline.text("type", of: $0.value, in: document) }
        let isResult = type == "tool_result"
        // Turns of one role are joined, so that text behind a result does not end the loop; only an answer to it does.
        if isResult {
            endsWithResult = true
        } else if !endsWithResult {
            loop = nil
        }
    }
}

extension MessagesHistoryEdit {
    /// Members that only a `system` turn has.
    private static let systemMembers: Set<String> = ["output_config", "clear_at"]

    /// Puts a `system` turn in a user's mouth, without what no user may say.
    private mutating func becomeUser(_ turn: Turn, in document: RawSpan, edits: inout JSONEdits) -> Bool {
        let outline = turn.outline
        omissions.note("messages.role.system")
        if let list = turn.list {
            var (count, changes) = (0, Set<Int>())
            for (index, child) in outline.children(of: list).enumerated() {
                count += 1
                let type = outline.text("type", of: child.value, in: document)
                if type == "tool_addition" || type == "tool_removal" { changes.insert(index) }
            }
            guard changes.count < count else { return false }
            edits.edit(list, of: outline, removing: changes)
        }
        let members = outline.members(of: turn.position)
        let removing = members.indices.filter { Self.systemMembers.contains(JSON.key(members[$0], in: document)) }
        edits.edit(outline.value(turn.position), members: members, removing: Set(removing))
        if let role = outline.value("role", in: turn.position, of: document) {
            edits.replace(outline.value(role), with: Array(#""user""#.utf8))
        }
        return true
    }
}

extension JSONEdits {
    /// Takes elements out of an array.
    fileprivate mutating func edit(_ array: JSONOutline.Position, of outline: JSONOutline, removing: Set<Int>) {
        guard !removing.isEmpty else { return }
        edit(outline.value(array), elements: outline.elements(of: array), removing: removing)
    }
}
