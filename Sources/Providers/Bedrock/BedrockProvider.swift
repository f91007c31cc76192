public import HTTPTypes
public import MessagesAPI
public import NIOCore

/// Claude models on Amazon Bedrock, by InvokeModel.
///
/// A target's model is any id that Bedrock takes: a base id, an inference profile, an ARN.
/// - Note: Source: InvokeModel and InvokeModelWithResponseStream of Amazon Bedrock
///   (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModelWithResponseStream.html), seen
///   2026-11-22.
public struct BedrockProvider: Provider {
    /// The name that signatures of this service carry.
    private static let signingName = "bedrock"

    private let region: String
    private let endpoint: String?
    private let authorization: BedrockAuthorization
    private let betas: BedrockBetas
    private let now: @Sendable () -> Int
    private let noteOmissions: @Sendable (Target, BedrockOmissions) -> Void
    private let headers: HTTPFields
    private let skew = ClockSkew()

    /// Makes a provider with the standard table of beta flags.
    /// - Parameters:
    ///   - region: The region of targets that name none.
    ///   - endpoint: The base address of targets that have none; `nil`: the region's own.
    ///   - authorization: Proves who sends the requests.
    ///   - now: Our clock, in seconds since 1970-01-01T00:00:00Z.
    public init(
        region: String,
        endpoint: String?,
        authorization: BedrockAuthorization,
        now: @escaping @Sendable () -> Int
    ) {
        self.init(
            region: region,
            endpoint: endpoint,
            authorization: authorization,
            betas: .standard,
            headers: [:],
            now: now,
            noteOmissions: { _, _ in }
        )
    }

    /// Makes a provider.
    /// - Parameters:
    ///   - region: The region of targets that name none.
    ///   - endpoint: The base address of targets that have none; `nil`: the region's own.
    ///   - authorization: Proves who sends the requests.
    ///   - betas: The beta flags that are passed on.
    ///   - headers: Further headers of each request: a guardrail, a service tier.
    ///   - now: Our clock, in seconds since 1970-01-01T00:00:00Z.
    ///   - noteOmissions: Is told what a request went without, for a log line; called only if that is something.
    package init(
        region: String,
        endpoint: String?,
        authorization: BedrockAuthorization,
        betas: BedrockBetas,
        headers: HTTPFields,
        now: @escaping @Sendable () -> Int,
        noteOmissions: @escaping @Sendable (Target, BedrockOmissions) -> Void
    ) {
        self.region = region
        self.endpoint = endpoint
        self.authorization = authorization
        self.betas = betas
        self.headers = headers
        self.now = now
        self.noteOmissions = noteOmissions
    }

    /// The signed request of one attempt, and a translator for event stream frames or for a whole message.
    public func call(
        for request: MessagesRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamCall {
        let operation: BedrockAddress.Operation = request.isStreaming ? .invokeWithResponseStream : .invoke
        // The address first: it is cheap, and a model id that does not fit one makes the rest needless.
        let url = try address(of: target).url(of: operation, model: target.model)
        let body = try BedrockRequestBody(for: request, model: target.model, adjustments: adjustments, betas: betas)
        if !body.omissions.isEmpty { noteOmissions(target, body.omissions) }
        let signed = try await signed(
            UpstreamRequest(method: .post, url: url, headers: Self.headers(of: operation), body: body.bytes),
            target: target,
            adjustments: adjustments
        )
        return UpstreamCall(request: signed, translator: Self.translator(for: request))
    }

    /// The signed request that counts the prompt's tokens; `nil` where the model's id names no foundation model.
    public func countTokensRequest(
        for request: MessagesRequest,
        target: Target
    ) async throws(UpstreamFailure) -> UpstreamRequest? {
        guard let model = BedrockCountTokens.foundationModel(of: target.model) else { return nil }
        let url = try address(of: target).url(of: .countTokens, model: model)
        let body = try BedrockCountTokens.body(for: request, model: target.model, betas: betas)
        return try await signed(
            UpstreamRequest(method: .post, url: url, headers: Self.headers(of: .countTokens), body: body),
            target: target,
            adjustments: []
        )
    }

    /// Reads CountTokens' answer.
    public func tokenCount(inAnswer body: ByteBuffer) -> Int? { BedrockCountTokens.tokens(inAnswer: body) }

    private static func translator(for request: MessagesRequest) -> any ResponseTranslator {
        if request.isStreaming { return BedrockEventsToMessages(requestedModel: request.model) }
        return BedrockMessageToMessages(requestedModel: request.model)
    }

    /// What a non-2xx answer means.
    public func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure {
        var failure = BedrockFailure.read(status: status, headers: headers, body: body, now: now())
        if failure.adjustment == .freshCredentials, !authorization.hasSource { failure.adjustment = nil }
        return failure
    }

    private func address(of target: Target) throws(UpstreamFailure) -> BedrockAddress {
        try BedrockAddress(region: target.region ?? region, endpoint: target.endpoint ?? endpoint)
    }

    private func signed(
        _ request: UpstreamRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamRequest {
        var request = request
        // Before the signature, which covers those of Bedrock.
        for field in headers { request.headers[field.name] = field.value }
        let scope = SigV4Scope(region: target.region ?? region, service: Self.signingName)
        try await authorization.authorize(&request, for: scope, adjustments: skew.remembered(in: adjustments))
        return request
    }
}

extension BedrockProvider {
    private static let modelAccept = HTTPField.Name("x-amzn-bedrock-accept")

    /// The headers of an operation.
    ///
    /// In a stream the model's own content type travels beside that of the frames.
    private static func headers(of operation: BedrockAddress.Operation) -> HTTPFields {
        var headers: HTTPFields = [.contentType: "application/json"]
        switch operation {
        case .invoke, .countTokens: headers[.accept] = "application/json"
        case .invokeWithResponseStream:
            headers[.accept] = "application/vnd.amazon.eventstream"
            if let modelAccept { headers[modelAccept] = "application/json" }
        }
        return headers
    }
}
