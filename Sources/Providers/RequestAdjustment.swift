/// What is changed when a target is tried a second time because it refused something that can be changed.
public enum RequestAdjustment: Sendable, Hashable {
    /// Leave out this top-level field, together with the beta flags that belong to it.
    case withoutField(String)
    /// Leave out every beta flag, together with the fields that need one.
    case withoutBetas
    /// Turn `system` turns inside `messages` into `user` turns, in place.
    case withoutSystemTurns
    /// Ask the credential source again; what is cached was refused.
    case freshCredentials
    /// Give a top-level field another name.
    case renamedField(String, to: String)
    /// Ask for this many output tokens at most.
    case maxTokens(Int)
    /// Ask for this reasoning effort.
    case reasoningEffort(String)
    /// Leave out what earlier answers reasoned, with its signatures.
    case withoutReasoning
    /// Use OpenAI's Responses API instead of Chat Completions.
    case responsesAPI
    /// Send the same once more: the model made a mistake, not the request.
    case repeated
    /// Sign with a clock moved by this many seconds (the upstream's time minus ours).
    case clockOffset(seconds: Int)
}
