/// What the simulated model says: its content blocks, what it counts, and how fast it speaks.
package struct Answer: Sendable {
    package var blocks: [AnswerBlock]
    /// Why the model stopped; `nil` is `tool_use` if a block calls a tool, else `end_turn`.
    package var stopReason: String?
    package var stopSequence: String?
    package var usage: AnswerUsage
    package var pacing: AnswerPacing
    /// Unicode scalars in one text, thinking or input delta; 1 or more.
    package var deltaLength: Int
    /// The `model` that the answer names; `nil` derives the short name from the requested id, as Bedrock does.
    package var model: String?
    /// The message id; `nil` makes a `msg_bdrk_…` one.
    package var id: String?
    /// Puts `@@NANOSECONDS@@`, the monotonic time of writing, at the end of each text delta.
    package var stampsDeltas: Bool
    /// Adds the random `p` member to each chunk, as Bedrock does against traffic analysis.
    package var padsChunks: Bool
    /// Leaves the connection open for the next request.
    package var keepsAlive: Bool

    package init(
        blocks: [AnswerBlock],
        stopReason: String? = nil,
        stopSequence: String? = nil,
        usage: AnswerUsage = AnswerUsage(),
        pacing: AnswerPacing = AnswerPacing(),
        deltaLength: Int = 24,
        model: String? = nil,
        id: String? = nil,
        stampsDeltas: Bool = false,
        padsChunks: Bool = true,
        keepsAlive: Bool = true
    ) {
        self.blocks = blocks
        self.stopReason = stopReason
        self.stopSequence = stopSequence
        self.usage = usage
        self.pacing = pacing
        self.deltaLength = max(1, deltaLength)
        self.model = model
        self.id = id
        self.stampsDeltas = stampsDeltas
        self.padsChunks = padsChunks
        self.keepsAlive = keepsAlive
    }

    /// An answer of one text block.
    package static func text(_ text: String) -> Answer { Answer(blocks: [.text(text)]) }

    /// An answer that calls one tool after a line of text.
    package static func tool(_ name: String, inputJSON: String, saying text: String? = nil) -> Answer {
        Answer(blocks: (text.map { [.text($0)] } ?? []) + [.toolUse(name: name, inputJSON: inputJSON)])
    }

    /// An answer of `bytes` bytes of ASCII text, for back-pressure and size limits.
    package static func filler(bytes: Int, deltaLength: Int = 1024) -> Answer {
        let line = "All work and no play makes a dull upstream, said line after line. "
        let text =
            String(repeating: line, count: bytes / line.utf8.count)
            + String(repeating: ".", count: bytes % line.utf8.count)
        return Answer(blocks: [.text(text)], deltaLength: deltaLength)
    }

    /// The same answer at another speed.
    package func paced(_ pacing: AnswerPacing) -> Answer {
        var copy = self
        copy.pacing = pacing
        return copy
    }

    /// The stop reason that goes on the wire.
    var effectiveStopReason: String {
        stopReason ?? (blocks.contains(where: \.isToolUse) ? "tool_use" : "end_turn")
    }
}
