/// Tokens of one answer, as far as they are known, and what else its price depends on.
///
/// Each field is `nil` until somebody reported it: an upstream may send input counts only in its last event, and
/// an unknown number must never be stored as zero.
/// - Note: Source: Messages API, `usage` (https://docs.claude.com/en/api/messages, seen 2026-11-22). The whole prompt is
///   `inputTokens + cacheCreationInputTokens + cacheReadInputTokens`.
public struct TokenUsage: Sendable, Equatable {
    /// A class of processing with prices of its own.
    public enum ServiceTier: Sendable, Equatable {
        /// The dearer one that is served first.
        case priority
        /// The cheaper one that may wait.
        case flex
        /// Asynchronous processing.
        case batch
        /// One that this program does not know.
        case other
    }

    /// Where the tokens were processed, if the place changes their price.
    public enum InferenceGeo: Sendable, Equatable {
        /// In the United States alone.
        case us
        /// A place that this program does not know.
        case other
    }

    /// How fast the answer was made, if that changes its price.
    public enum Speed: Sendable, Equatable {
        /// Fast mode.
        case fast
        /// A speed that this program does not know.
        case other
    }

    /// Input tokens that were neither read from nor written to a cache.
    public var inputTokens: Int?
    /// Billed output tokens, thinking included.
    public var outputTokens: Int?
    /// Input tokens read from a cache.
    public var cacheReadInputTokens: Int?
    /// Input tokens written to a cache, of every lifetime.
    public var cacheCreationInputTokens: Int?
    /// The part of ``cacheCreationInputTokens`` that was written for one hour.
    public var cacheCreationOneHourInputTokens: Int?
    /// Searches of the web that the upstream made for this answer and charges for.
    public var webSearchRequests: Int?
    /// Whether the upstream says that it charges for more than these counts: for the steps of a compaction, an advisor
    /// or another model after a refusal.
    public var isPartial = false
    /// `nil` for the standard class, and where nobody named one.
    public var serviceTier: ServiceTier?
    /// `nil` for every place at the same price, and where nobody named one.
    public var inferenceGeo: InferenceGeo?
    /// `nil` for the standard speed, and where nobody named one.
    public var speed: Speed?

    /// Makes a usage of which nothing is known yet.
    public init(
        inputTokens: Int? = nil,
        outputTokens: Int? = nil,
        cacheReadInputTokens: Int? = nil,
        cacheCreationInputTokens: Int? = nil,
        cacheCreationOneHourInputTokens: Int? = nil
    ) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cacheReadInputTokens = cacheReadInputTokens
        self.cacheCreationInputTokens = cacheCreationInputTokens
        self.cacheCreationOneHourInputTokens = cacheCreationOneHourInputTokens
    }

    /// Takes over what a later report of the same answer says; reported fields are cumulative and replace older ones.
    public mutating func merge(_ later: TokenUsage) {
        inputTokens = later.inputTokens ?? inputTokens
        outputTokens = later.outputTokens ?? outputTokens
        cacheReadInputTokens = later.cacheReadInputTokens ?? cacheReadInputTokens
        cacheCreationInputTokens = later.cacheCreationInputTokens ?? cacheCreationInputTokens
        cacheCreationOneHourInputTokens = later.cacheCreationOneHourInputTokens ?? cacheCreationOneHourInputTokens
        webSearchRequests = later.webSearchRequests ?? webSearchRequests
        isPartial = isPartial || later.isPartial
        serviceTier = later.serviceTier ?? serviceTier
        inferenceGeo = later.inferenceGeo ?? inferenceGeo
        speed = later.speed ?? speed
    }
}
