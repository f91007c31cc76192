/// What is known at the end of an answer, from which the stop reason follows.
struct ChatCompletionOutcome {
    let finishReason: FinishReason
    let hasToolCalls: Bool
    /// The words with which the model refused.
    let refusal: String?
    /// The stop sequence that was found, here or upstream.
    let stopSequence: String?

    /// How the message ended.
    ///
    /// Tool calls count more than what the server says, which is often `stop`: a client that is not told of them does
    /// nothing.
    var end: MessageEnd {
        switch finishReason {
        case .length: MessageEnd(.maxTokens)
        case .contentFilter: MessageEnd(.refusal, explanation: refusal)
        case .stop, .toolCalls:
            if hasToolCalls {
                MessageEnd(.toolUse)
            } else if let refusal {
                MessageEnd(.refusal, explanation: refusal)
            } else if let stopSequence {
                MessageEnd(.stopSequence, stopSequence: stopSequence)
            } else {
                MessageEnd(.endTurn)
            }
        }
    }
}
