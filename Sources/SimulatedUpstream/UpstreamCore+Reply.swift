/// Deciding what a request gets.
extension UpstreamCore {
    /// `body` is the request's body if it had to be read to find the model.
    func reply(to request: RecordedRequest, _ body: ParsedJSON?, isTooLarge: Bool) -> UpstreamReply {
        if isTooLarge { return refuse(request, .bodyTooLarge) }
        if let refusal = authorizationRefusal(of: request) ?? addressRefusal(of: request, body) {
            return refuse(request, refusal)
        }
        if request.operation == .listModels { return list(request) }
        guard let modelID = request.modelID, let operation = request.operation else {
            return refuse(request, .internalError)
        }
        let early = refusal(of: modelID, operation) ?? throttling(of: request, modelID) ?? chanceFailure(of: modelID)
        if let early { return refuse(request, early) }
        return reply(to: request, body, modelID, operation)
    }

    private func reply(
        to request: RecordedRequest,
        _ body: ParsedJSON?,
        _ modelID: String,
        _ operation: UpstreamOperation
    ) -> UpstreamReply {
        let profile = settings.models[modelID]
        var parsed = body.map { self.request(request, $0, modelID, operation) }
        let checks = !settings.rules.subtracting(.authorization).isEmpty || profile?.check != nil
        if checks, parsed == nil {
            switch MessagesBody.parse(request, modelID, operation) {
            case .success(let body): parsed = body
            case .failure(let refusal): return refuse(request, refusal.response)
            }
        }
        if let parsed, let refusal = refusal(of: parsed, profile) { return refuse(request, refusal) }
        let behaviour = takeBehaviour(for: modelID, operation: operation)
        if parsed == nil, behaviour.readsRequest {
            parsed = try? MessagesBody.parse(request, modelID, operation).get()
        }
        let bare = ParsedRequest(recorded: request, modelID: modelID, operation: operation, body: .null)
        return play(behaviour, for: parsed ?? bare, decisions: 0)
    }

    private func request(
        _ request: RecordedRequest,
        _ body: ParsedJSON,
        _ modelID: String,
        _ operation: UpstreamOperation
    ) -> ParsedRequest {
        ParsedRequest(
            recorded: request,
            modelID: modelID,
            operation: operation,
            body: body,
            messages: request.endpoint?.conversation(body)
        )
    }

    private func refusal(of request: ParsedRequest, _ profile: ModelProfile?) -> ErrorResponse? {
        let profile = profile ?? ModelProfile()
        guard let endpoint = request.recorded.endpoint else { return validator(profile).refusal(of: request) }
        return profile.check?(request)
            ?? failure(of: request, endpoint, profile).map { response(to: $0, request.recorded) }
    }

    private func validator(_ profile: ModelProfile) -> RequestValidator {
        RequestValidator(rules: settings.rules, acceptedBetas: settings.acceptedBetas, profile: profile)
    }

    private func play(_ behaviour: Behaviour, for request: ParsedRequest, decisions: Int) -> UpstreamReply {
        switch behaviour {
        case .answer(let answer): return play(answer, nil, for: request)
        case .echo(let pacing): return play(EchoScript.answer(request).paced(pacing), nil, for: request)
        case .script(let script): return play(script(request), nil, for: request)
        case .tokenCount(let count): return play(EchoScript.answer(request), nil, for: request, tokenCount: count)
        case .fault(.response(let response)): return refuse(request.recorded, response)
        case .fault(.failure(let failure)):
            return refuse(request.recorded, response(to: failure, request.recorded))
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
        update { $0.issue(answer) }
        let scene = AnswerScene(
            answer: answer,
            fracture: fracture,
            request: request.recorded,
            modelID: request.modelID,
            settings: settings,
            body: request.body,
            limits: limits(of: request.recorded)
        )
        let script: any IteratorProtocol<ScriptStep> =
            switch request.operation {
            case .invokeWithResponseStream: StreamScript(scene)
            case .invoke: FixedScript.answer(scene).makeIterator()
            case .countTokens, .listModels:
                FixedScript.tokenCount(tokenCount ?? EchoScript.tokens(of: request), scene: scene).makeIterator()
            }
        guard let size = answer.pacing.bytesPerWrite else { return UpstreamReply(status: 200, script: script) }
        let drip = DripScript(script, size: size, gap: answer.pacing.betweenWrites)
        return UpstreamReply(status: 200, script: drip)
    }

    private func refuse(_ request: RecordedRequest, _ response: ErrorResponse) -> UpstreamReply {
        let scene = scene(of: request)
        let response = scene.response(to: response)
        return UpstreamReply(
            status: response.status,
            script: FixedScript.steps(for: response, scene: scene).makeIterator()
        )
    }

    private func list(_ request: RecordedRequest) -> UpstreamReply {
        let list = ModelList(settings: settings)
        if let model = request.modelID, settings.models[model] == nil {
            return refuse(request, response(to: .unknownModel, request))
        }
        let json = request.modelID.map { list.json(of: $0) } ?? list.json
        let script = FixedScript.page(json, scene: scene(of: request)).makeIterator()
        return UpstreamReply(status: 200, script: script)
    }

    /// A scene without an answer.
    func scene(of request: RecordedRequest) -> AnswerScene {
        AnswerScene(
            answer: Answer(blocks: []),
            fracture: nil,
            request: request,
            modelID: request.modelID ?? "",
            settings: settings,
            limits: limits(of: request)
        )
    }

    /// The failure in the vendor's words.
    func response(to failure: VendorFailure, _ request: RecordedRequest) -> ErrorResponse {
        scene(of: request).response(to: failure)
    }
}

/// Refusals that do not depend on the body.
extension UpstreamCore {
    private func refusal(of modelID: String, _ operation: UpstreamOperation) -> ErrorResponse? {
        let profile = settings.models[modelID]
        if settings.refusesUnknownModels, profile == nil {
            return settings.vendor == .bedrock ? .invalidModel : .modelNotFound
        }
        if operation != .countTokens, profile?.needsInferenceProfile == true { return .onDemandUnsupported(modelID) }
        // Source: AWS documentation of CountTokens: foundation model ids only, 256 characters; seen 2026-11-22.
        guard settings.vendor == .bedrock else { return nil }
        let isFoundationModel = modelID.hasPrefix("anthropic.") && modelID.count <= 256
        if operation == .countTokens, settings.rules.contains(.countTokensModel), !isFoundationModel {
            return .invalidModel
        }
        return nil
    }

    private func throttling(of request: RecordedRequest, _ modelID: String) -> ErrorResponse? {
        guard let quota = settings.models[modelID]?.quota else { return nil }
        let now = settings.clock.monotonic()
        let (passes, wait) = update { state in
            var bucket = state.buckets[modelID] ?? RequestBucket(quota: quota, now: now)
            let passes = bucket.take(now: now)
            state.buckets[modelID] = bucket
            return (passes, bucket.wait(for: 1))
        }
        guard !passes else { return nil }
        return settings.vendor == .bedrock ? .throttled : response(to: .rateLimited(retryAfter: wait), request)
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
