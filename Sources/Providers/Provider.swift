public import HTTPTypes
public import MessagesAPI
public import NIOCore

/// One vendor's way of answering a Messages request.
///
/// Holds no connections and does no I/O of its own.
public protocol Provider: Sendable {
    /// What one attempt sends, and the translator for what comes back. May wait for credentials; sends nothing.
    func call(
        for request: MessagesRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamCall

    /// The HTTP request that asks the upstream to count the prompt's tokens; `nil` where it has no such operation.
    func countTokensRequest(
        for request: MessagesRequest,
        target: Target
    ) async throws(UpstreamFailure) -> UpstreamRequest?

    /// Reads the answer to ``countTokensRequest(for:target:)``; `nil` if it holds no number.
    func tokenCount(inAnswer body: ByteBuffer) -> Int?

    /// An estimate of a prompt's tokens, as it would have come out right for what a target counted before.
    func corrected(_ estimate: Int, for target: Target) -> Int

    /// What a non-2xx answer of a target means.
    func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure
}

extension Provider {
    /// Most estimates are for upstreams that count themselves.
    public func corrected(_ estimate: Int, for target: Target) -> Int { estimate }
}

/// One attempt, ready to be made: both halves of a translation, which share what one learns for the other.
public struct UpstreamCall {
    /// What is sent.
    public var request: UpstreamRequest
    /// Reads the answer.
    public var translator: any ResponseTranslator

    /// Makes a call.
    public init(request: UpstreamRequest, translator: any ResponseTranslator) {
        self.request = request
        self.translator = translator
    }
}

/// Turns upstream bytes into client bytes, one chunk at a time.
///
/// A value; no I/O; never sees a clock.
///
/// Output stays empty until the first content: the gateway commits to a target at the first byte it gets, and until
/// then any failure may go to another target unseen.
public protocol ResponseTranslator {
    /// The tokens as known so far.
    var usage: TokenUsage { get }
    /// What the upstream itself says that the answer cost, in USD; `nil` where it does not say.
    var reportedCostUSD: Double? { get }
    /// Whether the answer has come to its end, so that nothing that follows concerns the client.
    var isComplete: Bool { get }
    /// Takes bytes as they came; returns whole events for the client, or nothing.
    mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer
    /// The upstream ended; returns what is left, or fails if the answer is not complete.
    mutating func finish() throws(UpstreamFailure) -> ByteBuffer
}

extension ResponseTranslator {
    /// Most upstreams name no price.
    public var reportedCostUSD: Double? { nil }
}
