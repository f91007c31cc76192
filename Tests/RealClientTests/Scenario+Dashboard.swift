import SimulatedUpstream

extension Scenario {
    /// What Tests/Dashboard asks for.
    static func dashboard() -> [Scenario] {
        let gates = Gates()
        return [
            Scenario("default", .echo),
            Scenario("quick", .echo),
            Scenario("steady", .echo),
            Scenario("hold", held(at: gates)),
            Scenario("open", opening(gates)),
            Scenario("fail-over", .fault(.response(.throttled)), .fault(.response(.unavailable)), .answer(greeting)),
            Scenario("cool", .fault(.response(.throttled)), .answer(greeting)),
            Scenario("refuse", .fault(.response(.validation("messages.0: this is refused")))),
        ]
    }

    /// Refuses everything with a text that would like to be more.
    static let hostile = Scenario("default", .fault(.response(.validation("no <script>alert(1)</script> here"))))

    /// Answers that wait twice, at the gates that the prompt names: before the head, and after some text.
    private static func held(at gates: Gates) -> Behaviour {
        .decide { request in
            let name = request.lastUserText ?? ""
            let answer = Answer.filler(bytes: 4_000, deltaLength: 50)
                .paced(AnswerPacing(beforeHead: .gate(gates["\(name) head"])))
            return .fault(.breaks(.stall(.gate(gates["\(name) rest"])), at: .event(40), of: answer))
        }
    }

    /// Opens the gate that the prompt names.
    private static func opening(_ gates: Gates) -> Behaviour {
        .script { request in
            gates[request.lastUserText ?? ""].open()
            return .text("It is open.")
        }
    }
}
