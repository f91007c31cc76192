import MessagesAPI
import Testing

@Suite("The order of a Messages stream")
struct MessageStreamGrammarTests {
    typealias Step = (type: MessageEventType, index: Int?)

    private static let block: [Step] = [
        (.contentBlockStart, 0), (.contentBlockDelta, 0), (.contentBlockDelta, 0), (.contentBlockStop, 0),
    ]
    private static let whole: [Step] =
        [(.messageStart, nil)] + block + [
            (.contentBlockStart, 1), (.contentBlockStop, 1), (.messageDelta, nil), (.messageStop, nil),
        ]

    private func violation(_ steps: [Step]) -> MessageStreamGrammar.Violation? {
        var grammar = MessageStreamGrammar()
        do throws(MessageStreamGrammar.Violation) {
            for step in steps { try grammar.accept(step.type, index: step.index) }
        } catch {
            return error
        }
        return nil
    }

    @Test("A whole message is in order, with pings and unknown events anywhere")
    func inOrder() {
        let quiet: [Step] = [(.ping, nil), (.other("new"), 7)]
        let interrupted = Self.whole.dropLast().reduce(into: quiet) { $0 += [$1] + quiet } + [(.messageStop, nil)]

        #expect(violation(Self.whole) == nil)
        #expect(violation(interrupted) == nil)
    }

    @Test("A message may have no content, and several message_delta events")
    func withoutContent() {
        #expect(
            violation([(.messageStart, nil), (.messageDelta, nil), (.messageDelta, nil), (.messageStop, nil)]) == nil
        )
    }

    @Test("What is known follows the events")
    func progress() throws {
        var grammar = MessageStreamGrammar()
        var content: [Bool] = []
        var complete: [Bool] = []

        for step in Self.whole {
            try grammar.accept(step.type, index: step.index)
            content.append(grammar.hasContent)
            complete.append(grammar.isComplete)
        }

        #expect(content == [false, false] + Array(repeating: true, count: 7))
        #expect(complete == Array(repeating: false, count: 8) + [true])
    }

    static let start: Step = (.messageStart, nil)
    static let opened: [Step] = [start, (.contentBlockStart, 0)]
    static let closed: [Step] = opened + [(.contentBlockStop, 0)]
    static let broken: [([Step], MessageStreamGrammar.Violation)] = [
        ([(.contentBlockStart, 0)], .missingMessageStart),
        ([(.contentBlockDelta, 0)], .missingMessageStart),
        ([(.messageDelta, nil)], .missingMessageStart),
        ([(.messageStop, nil)], .missingMessageStart),
        ([start, start], .repeatedMessageStart),
        (closed + [start], .repeatedMessageStart),
        ([start, (.contentBlockStart, nil)], .missingIndex),
        (opened + [(.contentBlockDelta, nil)], .missingIndex),
        ([start, (.contentBlockStart, 1)], .unexpectedIndex),
        ([start, (.contentBlockStart, -1)], .unexpectedIndex),
        (opened + [(.contentBlockDelta, 1)], .unexpectedIndex),
        (opened + [(.contentBlockStop, 1)], .unexpectedIndex),
        (closed + [(.contentBlockStart, 0)], .unexpectedIndex),
        (opened + [(.contentBlockStart, 1)], .blockStillOpen),
        (opened + [(.messageDelta, nil)], .blockStillOpen),
        (opened + [(.messageStop, nil)], .blockStillOpen),
        ([start, (.contentBlockDelta, 0)], .blockNotOpen),
        (closed + [(.contentBlockDelta, 0)], .blockNotOpen),
        (closed + [(.contentBlockStop, 0)], .blockNotOpen),
        (closed + [(.messageDelta, nil), (.contentBlockStart, 1)], .contentAfterMessageDelta),
        (closed + [(.messageStop, nil)], .missingMessageDelta),
        (whole + [(.ping, nil)], .eventAfterMessageStop),
        (whole + [(.messageStop, nil)], .eventAfterMessageStop),
        (opened + [(.error, nil)], .errorEvent),
    ]

    @Test("Each way to break the order is named", arguments: broken.indices)
    func outOfOrder(_ index: Int) {
        let (steps, expected) = Self.broken[index]

        #expect(violation(steps) == expected)
        #expect(violation(Array(steps.dropLast())) == nil)
    }

    @Test("The number of blocks is bounded")
    func blockLimit() throws {
        var grammar = MessageStreamGrammar()
        try grammar.accept(.messageStart)
        for index in 0..<MessageStreamGrammar.blockLimit {
            try grammar.accept(.contentBlockStart, index: index)
            try grammar.accept(.contentBlockStop, index: index)
        }

        #expect(throws: MessageStreamGrammar.Violation.tooManyBlocks) {
            try grammar.accept(.contentBlockStart, index: MessageStreamGrammar.blockLimit)
        }
    }
}
