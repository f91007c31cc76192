/// Deciding what a request gets.
extension UpstreamCore {
    func reply(to request: RecordedRequest, isTooLarge: Bool) -> UpstreamReply {
        if isTooLarge { return refuse(request, .bodyTooLarge) }
        let verifier = SignatureVerifier(accepted: settings.credentials, now: settings.clock.epochSeconds())
        if settings.rules.contains(.authorization), let refusal = verifier.refusal(of: request) {
            return refuse(request, refusal)
        }
        guard request.method == "POST", let modelID = request.modelID, let operation = request.operation else {
            return refuse(
                request,
                .exception(404, "UnknownOperationException", "The requested operation is not recognized")
            )
        }
        if let refusal = refusal(of: modelID, operation) ?? throttling(of: modelID) ?? chanceFailure(of: modelID) {
            return refuse(request, refusal)
        }
        return reply(to: request, modelID, operation)
    }

    private func reply(
        to request: RecordedRequest,
        _ modelID: String,
        _ operation: UpstreamOperation
    ) -> UpstreamReply {
        let profile = settings.models[modelID]
        var parsed: ParsedRequest?
        if !settings.rules.subtracting(.authorization).isEmpty || profile?.check != nil {
            switch MessagesBody.parse(request, modelID, operation) {
            case .success(let body): parsed = body
            case .failure(let refusal): return refuse(request, refusal.response)
            }
        }
        if let parsed, let refusal = validator(profile).refusal(of: parsed) { return refuse(request, refusal) }
        let behaviour = takeBehaviour(for: modelID, operation: operation)
        if parsed == nil, behaviour.readsRequest {
            parsed = try? MessagesBody.parse(request, modelID, operation).get()
        }
        let bare = ParsedRequest(recorded: request, modelID: modelID, operation: operation, body: .null)
        return play(behaviour, for: parsed ?? bare, decisions: 0)
    }

    private func validator(_ profile: ModelProfile?) -> RequestValidator {
        RequestValidator(
            rules: settings.rules,
            acceptedBetas: settings.acceptedBetas,
            profile: profile ?? ModelProfile()
        )
    }

    private func play(_ behaviour: Behaviour, for request: ParsedRequest, decisions: Int) -> UpstreamReply {
        switch behaviour {
        case .answer(let answer): return play(answer, nil, for: request)
        case .echo(let pacing): return play(EchoScript.answer(request).paced(pacing), nil, for: request)
        case .script(let script): return play(script(request), nil, for: request)
        case .tokenCount(let count): return play(EchoScript.answer(request), nil, for: request, tokenCount: count)
        case .fault(.response(let response)): return refuse(request.recorded, response)
        case .fault(.breaks(let how, let point, let answer)): return play(answer, (how, point), for: request)
        case .decide(let decide):
            guard decisions < Behaviour.decisionLimit else { return refuse(request.recorded, .internalError) }
            return play(decide(request), for: request, decisions: decisions + 1)
        }
    }

    private func play(
        _ answer: Answer,
        _ fracture: (how: StreamBreak, point: StreamPoint)?,
        for request: ParsedRequest,
        tokenCount: Int? = nil
    ) -> UpstreamReply {
        let scene = AnswerScene(
            answer: answer,
            fracture: fracture,
            request: request.recorded,
            modelID: request.modelID,
            settings: settings
        )
        let script: any IteratorProtocol<ScriptStep> =
            switch request.operation {
            case .invokeWithResponseStream: StreamScript(scene)
            case .invoke: FixedScript.answer(scene).makeIterator()
            case .countTokens:
                FixedScript.tokenCount(tokenCount ?? EchoScript.tokens(of: request), scene: scene).makeIterator()
            }
        guard let size = answer.pacing.bytesPerWrite else { return UpstreamReply(status: 200, script: script) }
        let drip = DripScript(script, size: size, gap: answer.pacing.betweenWrites)
        return UpstreamReply(status: 200, script: drip)
    }

    private func refuse(_ request: RecordedRequest, _ response: ErrorResponse) -> UpstreamReply {
        let scene = AnswerScene(
            answer: Answer(blocks: []),
            fracture: nil,
            request: request,
            modelID: request.modelID ?? "",
            settings: settings
        )
        return UpstreamReply(
            status: response.status,
            script: FixedScript.steps(for: response, scene: scene).makeIterator()
        )
    }
}

/// Refusals that do not depend on the body.
extension UpstreamCore {
    private func refusal(of modelID: String, _ operation: UpstreamOperation) -> ErrorResponse? {
        let profile = settings.models[modelID]
        if settings.refusesUnknownModels, profile == nil { return .invalidModel }
        if operation != .countTokens, profile?.needsInferenceProfile == true { return .onDemandUnsupported(modelID) }
        // Source: AWS documentation of CountTokens: foundation model ids only, 256 characters; seen 2026-11-22.
        let isFoundationModel = modelID.hasPrefix("anthropic.") && modelID.count <= 256
        if operation == .countTokens, settings.rules.contains(.countTokensModel), !isFoundationModel {
            return .invalidModel
        }
        return nil
    }

    private func throttling(of modelID: String) -> ErrorResponse? {
        guard let quota = settings.models[modelID]?.quota else { return nil }
        let now = settings.clock.monotonic()
        let passes = update { state in
            state.buckets[modelID, default: RequestBucket(quota: quota, now: now)].take(now: now)
        }
        return passes ? nil : .throttled
    }

    private func chanceFailure(of modelID: String) -> ErrorResponse? {
        guard let share = settings.models[modelID]?.failureShare, share > 0 else { return nil }
        return update { state in
            guard Double.random(in: 0..<1, using: &state.generator) < share else { return nil }
            return Bool.random(using: &state.generator) ? .unavailable : .internalError
        }
    }
}

extension Behaviour {
    /// Whether the request's body has to be read as JSON.
    fileprivate var readsRequest: Bool {
        switch self {
        case .echo, .script, .decide: true
        case .answer, .fault, .tokenCount: false
        }
    }
}
