/// What an answer is played with: the script's answer, the break in it, and the request that it is for.
struct AnswerScene {
    let answer: Answer
    var fracture: (how: StreamBreak, point: StreamPoint)?
    let request: RecordedRequest
    let modelID: String
    let settings: SimulatedUpstream.Settings
    /// The body of the request.
    var body = ParsedJSON.null
    /// Header lines about what is left of the quotas.
    var limits: [(name: String, value: String)] = []

    var identity: AnswerIdentity {
        AnswerIdentity(
            answer: answer,
            modelID: modelID,
            requestID: request.requestID,
            vendor: settings.vendor,
            endpoint: request.endpoint
        )
    }

    /// Whether the connection serves another request after this answer.
    var keepsAlive: Bool { answer.keepsAlive && !request.asksForClose }

    func head(status: Int) -> ResponseHead {
        var head = ResponseHead(
            status: status,
            requestID: request.requestID,
            epochSeconds: settings.clock.epochSeconds(),
            keepsAlive: keepsAlive,
            vendor: settings.vendor
        )
        head.headers += limits
        return head
    }
}
