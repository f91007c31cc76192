import EndToEndSupport
import SimulatedUpstream

/// A session of Claude Code in three prompts: at home, elsewhere because home is throttled, and at home again.
///
/// Each prompt makes the model think and call a tool.
struct MovingSession: Sendable, CustomStringConvertible {
    let home: VendorTarget
    let away: VendorTarget

    var description: String { "\(home), \(away) and back" }

    /// As in Tests/RealClients/test_claude_code.py.
    private static let prompts = ["Begin here.", "Go on elsewhere.", "Come back."]

    /// What the model thinks.
    static func thought(at target: VendorTarget) -> String { "I am \(target)." }

    /// Claude Code's default model, served by both.
    var scenario: Scenario {
        let atHome = Behaviour.decide { request in
            Self.prompt(request) == 2 ? .fault(.response(.throttled)) : .answer(Self.answer(request, at: home))
        }
        let elsewhere = Behaviour.script { Self.answer($0, at: away) }
        return Scenario(
            "claude-opus-5-5",
            model: "claude-opus-5-5",
            variants: [
                .init(profile: ModelProfile(behaviour: atHome), target: home),
                .init(profile: ModelProfile(behaviour: elsewhere), target: away),
            ]
        )
    }

    /// Which prompt the conversation has come to, counted from 1.
    private static func prompt(_ request: ParsedRequest) -> Int {
        let texts = request.messages.filter { $0["role"]?.string == "user" }
            .flatMap { request.blocks(of: $0) }.compactMap { $0["text"]?.string }
        return prompts.count { prompt in texts.contains { $0.contains(prompt) } }
    }

    /// A thought and a call for each prompt, then what the call gave.
    private static func answer(_ request: ParsedRequest, at target: VendorTarget) -> Answer {
        let results = request.messages.flatMap { request.toolResults(of: $0) }
        guard results.count < prompt(request) else { return .text(results.last?.text ?? "") }
        let turn = results.count + 1
        return Answer(blocks: [
            .thinking(thought(at: target)),
            .text("Let me see."),
            .toolUse(
                id: "toolu_bdrk_sim_\(turn)",
                name: "Bash",
                inputJSON: #"{"command":"echo turn \#(turn)","description":"Says the turn"}"#
            ),
        ])
    }
}
