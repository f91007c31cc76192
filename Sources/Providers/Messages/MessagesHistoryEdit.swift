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
    mutating func edit(_ messages: JSONValue, in document: RawSpan, edits: inout JSONEdits) throws(JSONError) {
        let elements = try JSON.elements(of: messages, in: document)
        var removing: Set<Int> = []
        for (index, element) in elements.enumerated() where element.kind == .object {
            let members = try JSON.members(of: element, in: document)
            let turn = Turn(value: element, members: members, in: document)
            let stays: Bool
            switch turn.role {
            case "assistant": stays = try editAssistant(turn, in: document, edits: &edits)
            case "user":
                stays = true
                if tracksLoop { try noteUser(turn, in: document) }
            case "system" where withoutSystemTurns: stays = try becomeUser(turn, in: document, edits: &edits)
            default: stays = true
            }
            if !stays { removing.insert(index) }
        }
        edits.edit(messages, elements: elements, removing: removing)
    }

    /// One element of `messages`.
    private struct Turn {
        let value: JSONValue
        let members: [JSONMember]
        let roleValue: JSONValue?
        let role: String?
        let content: JSONValue?

        init(value: JSONValue, members: [JSONMember], in document: RawSpan) {
            self.value = value
            self.members = members
            roleValue = JSON.value("role", of: members, in: document)
            role = roleValue.flatMap { document.text(of: $0) }
            content = JSON.value("content", of: members, in: document)
        }
    }

    /// A turn of which nothing is left is taken out as a whole: the server joins its neighbours.
    private mutating func editAssistant(
        _ turn: Turn,
        in document: RawSpan,
        edits: inout JSONEdits
    ) throws(JSONError) -> Bool {
        guard let content = turn.content, content.kind == .array,
            tracksLoop || document.extracting(content.range).holdsThinkingWord
        else {
            note(Beginning())
            return true
        }
        let blocks = try JSON.elements(of: content, in: document)
        var removing: Set<Int> = []
        var beginning = Beginning()
        for (index, value) in blocks.enumerated() where value.kind == .object {
            guard let block = try ThinkingBlock(value, in: document) else { continue }
            if index == 0 { beginning.asItCame = true }
            if block.stays(under: taken, in: document) {
                if removing.count == index { beginning.asItGoes = true }
            } else {
                removing.insert(index)
            }
        }
        if !removing.isEmpty { omissions.note("messages.content.thinking") }
        guard removing.isEmpty || removing.count < blocks.count else { return false }
        edits.edit(content, elements: blocks, removing: removing)
        note(beginning)
        return true
    }

    private mutating func note(_ beginning: Beginning) {
        endsWithResult = false
        if !beginning.asItGoes { lacksThinking = true }
        loop = (loop?.first ?? beginning, beginning)
    }

    /// A tool's result goes on with the loop; all results stand before anything else, so that the first block tells.
    private mutating func noteUser(_ turn: Turn, in document: RawSpan) throws(JSONError) {
        var isResult = false
        if let content = turn.content, content.kind == .array,
            let first = try JSON.elements(of: content, in: document).first, first.kind == .object
        {
            let type = JSON.value("type", of: try JSON.members(of: first, in: document), in: document)
            isResult = type.flatMap { document.text(of: $0) } == "tool_result"
        }
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
    private mutating func becomeUser(
        _ turn: Turn,
        in document: RawSpan,
        edits: inout JSONEdits
    ) throws(JSONError) -> Bool {
        omissions.note("messages.role.system")
        if let content = turn.content, content.kind == .array {
            let blocks = try JSON.elements(of: content, in: document)
            var changes: Set<Int> = []
            for (index, block) in blocks.enumerated() where block.kind == .object {
                let members = try JSON.members(of: block, in: document)
                let type = JSON.value("type", of: members, in: document).flatMap { document.text(of: $0) }
                if type == "tool_addition" || type == "tool_removal" { changes.insert(index) }
            }
            guard changes.count < blocks.count else { return false }
            edits.edit(content, elements: blocks, removing: changes)
        }
        let removing = turn.members.indices.filter {
            Self.systemMembers.contains(JSON.key(turn.members[$0], in: document))
        }
        edits.edit(turn.value, members: turn.members, removing: Set(removing))
        if let role = turn.roleValue { edits.replace(role, with: Array(#""user""#.utf8)) }
        return true
    }
}
