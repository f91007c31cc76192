/// Refusals before a request's body is looked at.
extension UpstreamCore {
    func authorizationRefusal(of request: RecordedRequest) -> ErrorResponse? {
        guard settings.rules.contains(.authorization) else { return nil }
        guard settings.vendor != .bedrock else {
            let verifier = SignatureVerifier(accepted: settings.credentials, now: settings.clock.epochSeconds())
            return verifier.refusal(of: request)
        }
        let verifier = KeyVerifier(accepted: settings.credentials, vendor: settings.vendor)
        return verifier.accepts(request) ? nil : response(to: .invalidKey, request)
    }

    /// No such path, the wrong method, or a body that names no model.
    func addressRefusal(of request: RecordedRequest, _ body: ParsedJSON?) -> ErrorResponse? {
        guard settings.vendor != .bedrock else {
            let isKnown = request.method == "POST" && request.modelID != nil && request.operation != nil
            let text = "The requested operation is not recognized"
            return isKnown ? nil : .exception(404, "UnknownOperationException", text)
        }
        guard let endpoint = request.endpoint, request.method == (endpoint == .models ? "GET" : "POST") else {
            var refusal = response(
                to: .invalidRequest("Unknown request URL: \(request.method) \(request.uri)."),
                request
            )
            refusal.status = 404
            return refusal
        }
        if endpoint == .models { return nil }
        if body?.object == nil {
            return response(to: .invalidRequest("We could not parse the JSON body of your request."), request)
        }
        guard request.modelID == nil else { return nil }
        let text = endpoint.speaksMessages ? "model: Field required" : "you must provide a model parameter"
        return response(to: .invalidRequest(text), request)
    }
}

/// Refusals of a body at a vendor other than AWS.
extension UpstreamCore {
    func failure(
        of request: ParsedRequest,
        _ endpoint: UpstreamEndpoint,
        _ profile: ModelProfile
    ) -> VendorFailure? {
        if let limit = profile.inputLimit, request.recorded.body.count > limit {
            return .contextLength(limit: limit / 4, requested: EchoScript.tokens(of: request))
        }
        return complaint(about: request, endpoint, profile) ?? tokenLimit(of: request, profile)
    }

    private func complaint(
        about request: ParsedRequest,
        _ endpoint: UpstreamEndpoint,
        _ profile: ModelProfile
    ) -> VendorFailure? {
        let facts = profile.facts ?? ModelFacts.of(request.modelID, settings.vendor)
        switch endpoint {
        case .chatCompletions:
            if facts.isResponsesOnly, settings.rules.contains(.options) { return .notChatModel }
            let validator = ChatValidator(
                rules: settings.rules,
                traits: ChatTraits.of(settings.vendor),
                facts: facts,
                vendor: settings.vendor,
                issued: read(\.issued)
            )
            return validator.complaint(about: request.body).map { .invalidRequest($0) }
        case .messages, .countTokens:
            return messagesValidator(request, endpoint, profile).complaint(about: request.body).map {
                .invalidRequest($0)
            }
        case .responses, .inputTokens:
            let validator = ResponsesValidator(
                rules: settings.rules,
                facts: facts,
                counts: endpoint == .inputTokens,
                issued: read(\.issued)
            )
            return validator.complaint(about: request.body).map { .invalidRequest($0) }
        case .models: return nil
        }
    }

    private func messagesValidator(
        _ request: ParsedRequest,
        _ endpoint: UpstreamEndpoint,
        _ profile: ModelProfile
    ) -> RequestValidator {
        let own: MessagesVariant = endpoint == .countTokens ? .anthropicCount : .anthropic
        let flags = request.recorded.headers.filter { $0.name.lowercased() == "anthropic-beta" }
            .flatMap { $0.value.split(separator: ",") }
        return RequestValidator(
            rules: settings.rules,
            acceptedBetas: settings.acceptedBetas,
            profile: profile,
            variant: settings.vendor == .anthropic ? own : .lenient,
            headerVersion: request.recorded.header("anthropic-version"),
            headerBetas: flags.map { String($0.drop { $0 == " " }) },
            issued: read(\.issued)
        )
    }

    private func tokenLimit(of request: ParsedRequest, _ profile: ModelProfile) -> VendorFailure? {
        guard let quota = profile.tokenQuota else { return nil }
        let maximum = request.body["max_completion_tokens"] ?? request.body["max_tokens"]
        let reserved = ChatTraits.of(settings.vendor).reservesOutput ? maximum?.integer ?? 0 : 0
        let needed = Double(EchoScript.tokens(of: request) + max(0, reserved))
        let failure = VendorFailure.tokensLimited(limit: Int(quota.perMinute), requested: Int(needed))
        if needed > quota.burst { return failure }
        let now = settings.clock.monotonic()
        let (passes, wait) = update { state in
            var bucket = state.tokenBuckets[request.modelID] ?? RequestBucket(quota: quota, now: now)
            let passes = bucket.take(needed, now: now)
            state.tokenBuckets[request.modelID] = bucket
            return (passes, bucket.wait(for: needed))
        }
        guard !passes else { return nil }
        return settings.vendor == .cerebras ? failure : .rateLimited(retryAfter: wait)
    }

    /// What the head says about the quotas of the request's model.
    func limits(of request: RecordedRequest) -> [(name: String, value: String)] {
        var quotas = QuotaState()
        if let model = request.modelID, let profile = settings.models[model] {
            let (requests, tokens) = read { ($0.buckets[model], $0.tokenBuckets[model]) }
            if let quota = profile.quota, let requests { quotas.requests = requests.count(of: quota) }
            if let quota = profile.tokenQuota, let tokens { quotas.tokens = tokens.count(of: quota) }
        }
        return quotas.headers(settings.vendor, epochSeconds: settings.clock.epochSeconds())
    }
}

extension RequestBucket {
    /// What there is, for a header: when nothing is left, `reset` is the wait for one more.
    fileprivate func count(of quota: RequestQuota) -> QuotaState.Count {
        let reset = wait(for: remaining < 1 ? 1 : quota.burst)
        return QuotaState.Count(limit: quota.perMinute, remaining: max(0, remaining), reset: reset)
    }
}

extension UpstreamEndpoint {
    /// The conversation of a body in the form of Anthropic's Messages API.
    func conversation(_ body: ParsedJSON) -> [ParsedJSON] {
        switch self {
        case .chatCompletions: ChatConversation.messages(of: body)
        case .responses, .inputTokens: ResponsesConversation.messages(of: body)
        case .messages, .countTokens, .models: body["messages"]?.array ?? []
        }
    }
}
