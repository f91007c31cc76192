/// What the answer is on the wire of the request's protocol.
extension AnswerScene {
    var framing: StreamFraming { settings.vendor == .bedrock ? .eventStream : .serverSentEvents }

    var events: any IteratorProtocol<AnswerEvent> {
        switch request.endpoint {
        case .chatCompletions: ChatChunks(self)
        case .messages, .countTokens: MessagesEvents(AnswerEvents(answer: messagesAnswer, identity: identity))
        case .responses, .inputTokens: ResponseEvents(self)
        case nil, .models: AnswerEvents(answer: answer, identity: identity)
        }
    }

    /// The event that begins the answer.
    var messageStart: AnswerEvent? {
        var events = events
        while let event = events.next() {
            if event.kind == "message_start" { return event }
        }
        return nil
    }

    var wholeJSON: String {
        switch request.endpoint {
        case .chatCompletions: ChatCompletion(self).wholeJSON
        case .responses, .inputTokens: ResponseObject(self).wholeJSON
        case nil, .messages, .countTokens, .models: messagesAnswer.wholeJSON(identity: identity)
        }
    }

    /// The answer without what only Bedrock tells, and with what only OpenRouter tells.
    private var messagesAnswer: Answer {
        guard settings.vendor != .bedrock else { return answer }
        var copy = answer
        copy.usage.inputPlaces.remove(.metrics)
        copy.usage.outputPlaces.remove(.metrics)
        copy.usage.cachePlaces.remove(.metrics)
        copy.usage.reportsCost = settings.vendor == .openRouter
        return copy
    }
}

/// What a failure is on the wire of the request's protocol.
extension AnswerScene {
    private func text(of failure: VendorFailure) -> VendorErrorText {
        VendorErrorText(failure, vendor: settings.vendor, endpoint: request.endpoint, model: modelID)
    }

    private var shape: VendorErrorShape { VendorErrorShape(settings.vendor, request.endpoint) }

    /// The failure as an error response.
    func response(to failure: VendorFailure) -> ErrorResponse {
        guard settings.vendor != .bedrock else { return failure.exception.response }
        let text = text(of: failure)
        // Cerebras says in its reset headers when to come back.
        let wait = settings.vendor == .cerebras ? nil : text.retryAfter
        let seconds = wait.map { settings.vendor == .openAI ? $0.rounded(.up) : $0 }
        return ErrorResponse(
            status: text.status,
            body: shape.body(text, requestID: request.requestID),
            headers: seconds.map { [("retry-after", "\(Self.plain($0))")] } ?? []
        )
    }

    /// An exception of Bedrock as an error response.
    func response(to exception: StreamException) -> ErrorResponse {
        settings.vendor == .bedrock ? exception.response : response(to: VendorFailure(exception))
    }

    /// An error of Bedrock as the vendor has it; what is no error of Bedrock stays as it is.
    func response(to response: ErrorResponse) -> ErrorResponse {
        guard settings.vendor != .bedrock, let type = response.type else { return response }
        let message = ParsedJSON(response.body)?["message"]?.string ?? ""
        var translated = self.response(to: VendorFailure(exception: type, message: message))
        translated.keepsAlive = response.keepsAlive
        translated.pause = response.pause
        return translated
    }

    /// The failure of an unstreamed request after something ran: OpenRouter's status is 200 by then.
    func lateResponse(to failure: VendorFailure, at point: StreamPoint) -> ErrorResponse {
        var response = response(to: failure)
        if settings.vendor == .openRouter, point != .beforeHead { response.status = 200 }
        return response
    }

    /// The failure as an event of a stream whose status was 200.
    func event(of failure: VendorFailure, _ position: StreamPosition) -> AnswerEvent {
        var text = text(of: failure)
        let error = shape.object(text)
        if request.endpoint?.speaksMessages == true {
            let body = shape.body(text, requestID: request.requestID)
            return AnswerEvent(kind: "exception", json: body, name: "error")
        }
        if request.endpoint?.speaksResponses == true { return responsesEvent(of: text, position) }
        switch settings.vendor {
        case .groq:
            text.members.append(("status_code", "\(text.status)"))
            return AnswerEvent(kind: "exception", json: JSONText.object([("error", shape.object(text))]), name: "error")
        case .cerebras:
            text.members.append(("id", "\"\""))
            let members = [("error", shape.object(text)), ("status_code", "\(text.status)")]
            return AnswerEvent(kind: "exception", json: JSONText.object(members))
        case .openRouter:
            let choice =
                #"{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"error","#
                + #""native_finish_reason":"error"}"#
            let members = ChatCompletion(self).opening("chat.completion.chunk")
            return AnswerEvent(
                kind: "exception",
                json: JSONText.object(members + [("error", error), ("choices", "[\(choice)]")])
            )
        case .bedrock, .openAI, .anthropic, .compatible:
            return AnswerEvent(kind: "exception", json: JSONText.object([("error", error)]))
        }
    }

    /// An `error` event before anything else, a failed response later.
    private func responsesEvent(of text: VendorErrorText, _ position: StreamPosition) -> AnswerEvent {
        let code = JSONText.quoted(text.code ?? "server_error")
        let message = JSONText.quoted(text.message)
        let number = ("sequence_number", "\(position.index)")
        guard position.index > 0 else {
            let members = [("type", "\"error\""), ("code", code), ("message", message), ("param", "null"), number]
            return AnswerEvent(kind: "exception", json: JSONText.object(members), name: "error")
        }
        let error = JSONText.object([("code", code), ("message", message)])
        let response = ResponseObject(self).json(status: "failed", output: [], error: error)
        let members = [("type", "\"response.failed\""), number, ("response", response)]
        return AnswerEvent(kind: "exception", json: JSONText.object(members), name: "response.failed")
    }

    /// Without the decimal point of a whole number.
    private static func plain(_ seconds: Double) -> String {
        Int(exactly: seconds).map { "\($0)" } ?? "\(seconds)"
    }
}
