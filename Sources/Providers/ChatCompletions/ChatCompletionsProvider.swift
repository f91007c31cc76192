public import HTTPTypes
public import MessagesAPI
public import NIOCore

/// A vendor that speaks Chat Completions, and Responses for the models that need it.
///
/// Which of the two is spoken, and how, is decided by the vendor's data and by what its refusals taught.
public struct ChatCompletionsProvider: Provider {
    private let vendor: ChatCompletionsVendor
    /// Where targets are that have no address of their own.
    private let address: Result<ChatCompletionsAddress, UpstreamFailure>
    private let apiKey: Secret?
    private let headers: HTTPFields
    private let claude: (any Provider)?
    private let now: @Sendable () -> Int
    private let makeMessageID: @Sendable () -> String
    private let makeToolID: @Sendable () -> String
    private let noteOmissions: @Sendable (Target, [String]) -> Void
    private let learned = LearnedAdjustments()
    private let ratios = InputTokenRatios()

    /// Makes a provider.
    /// - Parameters:
    ///   - vendor: Whom it speaks to; ``ChatCompletionsVendor/vendor(forBaseURL:)`` finds it by the address.
    ///   - baseURL: The address of targets that have none of their own; `nil`: the vendor's.
    ///   - apiKey: The key; `nil` for servers that ask for none.
    ///   - headers: Further headers of each request; they replace those made here.
    ///   - claude: Speaks to the vendor's Messages endpoint; takes the models that the vendor's data send there.
    ///   - now: Our clock, in seconds since 1970-01-01T00:00:00Z.
    ///   - makeMessageID: Makes the id of an answer, `msg_…`.
    ///   - makeToolID: Makes the id of a tool call that comes without one, `toolu_…`.
    ///   - noteOmissions: Is told by name what a request went without, for a log line; called only if that is something.
    public init(
        vendor: ChatCompletionsVendor,
        baseURL: String? = nil,
        apiKey: Secret?,
        headers: HTTPFields = [:],
        claude: (any Provider)? = nil,
        now: @escaping @Sendable () -> Int,
        makeMessageID: @escaping @Sendable () -> String = { RandomID.make(prefix: "msg_") },
        makeToolID: @escaping @Sendable () -> String = { RandomID.make(prefix: "toolu_") },
        noteOmissions: @escaping @Sendable (Target, [String]) -> Void = { _, _ in }
    ) {
        self.vendor = vendor
        address = Result { () throws(UpstreamFailure) in try ChatCompletionsAddress(baseURL, vendor: vendor) }
        self.apiKey = apiKey
        self.headers = headers
        self.claude = claude
        self.now = now
        self.makeMessageID = makeMessageID
        self.makeToolID = makeToolID
        self.noteOmissions = noteOmissions
    }

    /// The translated request of one attempt, and the translator of its answer.
    public func call(
        for request: MessagesRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamCall {
        if let claude = messagesProvider(for: target) {
            return try await claude.call(for: request, target: target, adjustments: adjustments)
        }
        let address = try address(of: target)
        let message = try Self.decoded(request)
        let attempt = ChatCompletionsAttempt(
            request: message,
            target: target,
            vendor: vendor,
            hasResponses: vendor.hasResponses && address.hasResponses,
            adjustments: withLearned(adjustments, for: target, effort: Self.effort(of: message)),
            ratios: ratios
        )
        let translated = try attempt.translated()
        if !translated.omissions.isEmpty { noteOmissions(target, translated.omissions) }
        let url = address.url(of: attempt.usesResponses ? .responses : .chat, model: target.model)
        return UpstreamCall(
            request: post(translated.body, to: url, isStreaming: message.isStreaming),
            translator: keys.guarding(
                attempt.translator(for: translated, messageID: makeMessageID(), makeToolID: makeToolID)
            )
        )
    }

    /// The request that counts the prompt's tokens; `nil` where the vendor cannot.
    public func countTokensRequest(
        for request: MessagesRequest,
        target: Target
    ) async throws(UpstreamFailure) -> UpstreamRequest? {
        if let claude = messagesProvider(for: target) {
            return try await claude.countTokensRequest(for: request, target: target)
        }
        let address = try address(of: target)
        guard vendor.countsTokens, address.hasResponses else { return nil }
        let body = try ResponsesCountTokens.body(
            for: Self.decoded(request),
            model: target.model,
            vendor: vendor.quirks,
            searchesWeb: vendor.searchesWebInResponses,
            origin: ReasoningSignature.origin(of: target)
        )
        return post(body, to: address.url(of: .countTokens, model: target.model), isStreaming: false)
    }

    /// Reads the answer to ``countTokensRequest(for:target:)``.
    public func tokenCount(inAnswer body: ByteBuffer) -> Int? {
        // Both dialects spell it `input_tokens`.
        ResponsesCountTokens.tokenCount(inAnswer: body)
    }

    /// The estimate by the ratio that the target's answers taught.
    public func corrected(_ estimate: Int, for target: Target) -> Int {
        messagesProvider(for: target)?.corrected(estimate, for: target) ?? ratios.corrected(estimate, for: target.id)
    }

    /// What a non-2xx answer means; what it teaches of the target is kept for later requests.
    public func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure {
        if let claude = messagesProvider(for: target) {
            return claude.failure(status: status, headers: headers, body: body, target: target)
        }
        var failure = ChatCompletionsFailure.read(
            status: status,
            headers: headers,
            body: body,
            vendorName: vendor.displayName,
            now: now()
        )
        if failure.adjustment == .responsesAPI, !hasResponses(target) { failure.forgoResponses() }
        learned.note(failure, from: target.id)
        return keys.removed(from: failure)
    }

    private var keys: KnownKeys { KnownKeys([apiKey?.reveal()].compactMap(\.self)) }

    private func messagesProvider(for target: Target) -> (any Provider)? {
        vendor.prefersMessages(model: target.model) ? claude : nil
    }

    private func hasResponses(_ target: Target) -> Bool {
        vendor.hasResponses && (try? address(of: target).hasResponses) ?? false
    }

    private func address(of target: Target) throws(UpstreamFailure) -> ChatCompletionsAddress {
        guard let endpoint = target.endpoint else { return try address.get() }
        return try ChatCompletionsAddress(endpoint, vendor: vendor)
    }
}

extension ChatCompletionsProvider {
    private static let apiKeyHeader = HTTPField.Name("api-key")

    /// What was learned of the target, and what this attempt was told; the latter is kept where it is worth it.
    private func withLearned(
        _ adjustments: Set<RequestAdjustment>,
        for target: Target,
        effort: String
    ) -> Set<RequestAdjustment> {
        let known = learned.changes(for: target.id, effort: effort)
        var told = known.union(adjustments)
        for case .reasoningEffort(let level) in adjustments {
            learned.note(effort: level, insteadOf: effort, for: target.id)
            // What this attempt was told counts, not what an earlier one was.
            for case .reasoningEffort(let other) in known where other != level {
                told.remove(.reasoningEffort(other))
            }
        }
        return told
    }

    /// The effort that the client means, as a key: what it says of thinking and effort.
    private static func effort(of request: DecodedMessagesRequest) -> String {
        let effort = request.outputConfiguration?.effort ?? ""
        return switch request.thinking?.mode {
        case .enabled(let budget): "\(effort)/\(budget)"
        case .adaptive: "\(effort)/adaptive"
        case .betweenTools: "\(effort)/between_tools"
        case .disabled: "\(effort)/disabled"
        case .unknown, nil: effort
        }
    }

    private static func decoded(_ request: MessagesRequest) throws(UpstreamFailure) -> DecodedMessagesRequest {
        do throws(APIError) {
            return try request.decoded()
        } catch {
            throw UpstreamFailure(.invalidRequest, error.message)
        }
    }

    private func post(_ body: ByteBuffer, to url: String, isStreaming: Bool) -> UpstreamRequest {
        var fields: HTTPFields = [.contentType: "application/json", .acceptEncoding: "identity"]
        fields[.accept] = isStreaming ? "text/event-stream" : "application/json"
        if let key = apiKey?.reveal() {
            switch vendor.authentication {
            case .bearer: fields[.authorization] = "Bearer \(key)"
            case .apiKeyHeader: if let name = Self.apiKeyHeader { fields[name] = key }
            }
        }
        for field in vendor.headers { fields[field.name] = field.value }
        for field in headers { fields[field.name] = field.value }
        return UpstreamRequest(method: .post, url: url, headers: fields, body: body)
    }
}

extension UpstreamFailure {
    /// What remains of the advice to use Responses where there is none: not to reason, if that was the trouble.
    fileprivate mutating func forgoResponses() {
        if message.contains("reasoning_effort") {
            adjustment = .reasoningEffort("none")
        } else {
            kind = .modelNotFound
            adjustment = nil
        }
    }
}
