/// Plays the model of an agent's tool loop: some rounds of tool calls, then a closing line about the results.
///
/// It keeps no state: the round follows from how many of its calls the conversation holds already, so retries and failovers
/// get the same answer.
package struct ToolLoopScript: Sendable {
    /// One call of a tool.
    package struct Call: Sendable {
        package var name: String
        /// Raw JSON text of the input object.
        package var inputJSON: String

        package init(_ name: String, inputJSON: String) {
            self.name = name
            self.inputJSON = inputJSON
        }
    }

    /// Calls of each round; the calls of one round go out in parallel.
    package var rounds: [[Call]]
    /// What is thought before the first round; `nil` leaves thinking out.
    package var thinking: String?
    package var closing: String
    package var usage: AnswerUsage
    package var pacing: AnswerPacing

    package init(
        rounds: [[Call]] = ToolLoopScript.shellRounds,
        thinking: String? = "Let me look around first.",
        closing: String = "Done.",
        usage: AnswerUsage = AnswerUsage(),
        pacing: AnswerPacing = AnswerPacing()
    ) {
        self.rounds = rounds
        self.thinking = thinking
        self.closing = closing
        self.usage = usage
        self.pacing = pacing
    }

    /// Two parallel calls of Claude Code's `Bash`, then one.
    package static let shellRounds: [[Call]] = [
        [
            Call("Bash", inputJSON: #"{"command":"echo gr\u00fc\u00dfe \ud83c\udf0d","description":"Greets"}"#),
            Call("Bash", inputJSON: #"{"command":"printf 'a\\tb\\n\"c\"'","description":"Prints a tab and quotes"}"#),
        ],
        [Call("Bash", inputJSON: #"{"command":"pwd","description":"Says where"}"#)],
    ]

    /// The behaviour to script an upstream with.
    package var behaviour: Behaviour { .script { answer($0) } }

    /// The answer to one request of the loop.
    package func answer(_ request: ParsedRequest) -> Answer {
        let round = finishedRounds(request)
        let blocks = rounds.indices.contains(round) ? calls(round) : [.text(summary(request))]
        return Answer(blocks: blocks, usage: usage, pacing: pacing)
    }

    /// The id of a call, the same whenever it is played.
    package static func callID(round: Int, call: Int) -> String { "toolu_bdrk_sim_\(round)_\(call)" }

    private func calls(_ round: Int) -> [AnswerBlock] {
        let thoughts: [AnswerBlock] = round == 0 ? thinking.map { [.thinking($0)] } ?? [] : []
        let text = AnswerBlock.text("Round \(round + 1) of \(rounds.count).")
        let calls = rounds[round].enumerated().map { index, call in
            AnswerBlock.toolUse(
                id: Self.callID(round: round, call: index),
                name: call.name,
                inputJSON: call.inputJSON
            )
        }
        return thoughts + [text] + calls
    }

    /// Rounds whose results the conversation holds.
    private func finishedRounds(_ request: ParsedRequest) -> Int {
        let answered = Set(results(request).map(\.id))
        let done = rounds.indices.prefix { round in
            rounds[round].indices.allSatisfy { answered.contains(Self.callID(round: round, call: $0)) }
        }
        return done.count
    }

    /// Says each result, so that a test can see that it came through byte for byte.
    private func summary(_ request: ParsedRequest) -> String {
        let lines = results(request).map { "\($0.id)\($0.isError ? " failed" : ""): \($0.text)" }
        return (lines + [closing]).joined(separator: "\n")
    }

    private func results(_ request: ParsedRequest) -> [(id: String, text: String, isError: Bool)] {
        request.messages.flatMap { request.toolResults(of: $0) }
    }
}
