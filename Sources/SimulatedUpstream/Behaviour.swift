/// What the upstream does with one request that passed authorisation, quota and validation.
package enum Behaviour: Sendable {
    /// Answers as told.
    case answer(Answer)
    /// Answers with a line about the prompt.
    case echo(AnswerPacing)
    /// Lets a script decide from the request; this is how a test plays an agent's tool loop.
    case script(@Sendable (ParsedRequest) -> Answer)
    /// Lets a script decide between answers and faults; a decision to decide again is followed ``decisionLimit`` times.
    case decide(@Sendable (ParsedRequest) -> Behaviour)
    /// Goes wrong as told.
    case fault(Fault)
    /// Answers `count-tokens` with this many tokens; other operations get an echo.
    case tokenCount(Int)

    /// Decisions followed for one request, so that a script that always decides again comes to an end.
    static let decisionLimit = 4

    /// An echo at full speed.
    package static var echo: Behaviour { .echo(AnswerPacing()) }
}
