/// Tokens of one answer, as far as they are known.
///
/// Each field is `nil` until somebody reported it: an upstream may send input counts only in its last event, and
/// an unknown number must never be stored as zero.
/// - Note: Source: Messages API, `usage` (https://docs.claude.com/en/api/messages, seen 2026-11-22). The whole prompt is
///   `inputTokens + cacheCreationInputTokens + cacheReadInputTokens`.
public struct TokenUsage: Sendable, Equatable {
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
    }
}
