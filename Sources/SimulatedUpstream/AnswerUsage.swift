/// Token counts of an answer, and in which events they are reported.
///
/// Bedrock reports cache counts sometimes only at the start and sometimes only at the end of a stream; a consumer
/// has to merge them.
package struct AnswerUsage: Sendable, Equatable {
    /// Events that may carry counts.
    package struct Places: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// `message_start.message.usage`.
        package static let start = Places(rawValue: 1)
        /// `message_delta.usage`.
        package static let delta = Places(rawValue: 2)
        /// `message_stop.usage`.
        package static let stop = Places(rawValue: 4)
        /// `message_stop.amazon-bedrock-invocationMetrics`.
        package static let metrics = Places(rawValue: 8)
    }

    /// Input tokens that were neither read from nor written to the cache.
    package var input: Int
    package var output: Int
    package var cacheRead: Int
    /// Tokens written to the cache with a lifetime of five minutes.
    package var cacheWrite5m: Int
    /// Tokens written to the cache with a lifetime of one hour.
    package var cacheWrite1h: Int
    /// Of the output tokens those that were thought.
    package var reasoning: Int
    /// What OpenRouter says that the answer cost, in US dollars.
    package var cost: Double
    /// A Messages answer tells its cost.
    var reportsCost = false
    package var inputPlaces: Places
    package var outputPlaces: Places
    package var cachePlaces: Places

    package init(
        input: Int = 12,
        output: Int = 34,
        cacheRead: Int = 0,
        cacheWrite5m: Int = 0,
        cacheWrite1h: Int = 0,
        inputPlaces: Places = [.start, .metrics],
        outputPlaces: Places = [.start, .delta, .metrics],
        cachePlaces: Places = [.start, .metrics],
        reasoning: Int = 0,
        cost: Double = 0.00123
    ) {
        self.reasoning = reasoning
        self.cost = cost
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.cacheWrite5m = cacheWrite5m
        self.cacheWrite1h = cacheWrite1h
        self.inputPlaces = inputPlaces
        self.outputPlaces = outputPlaces
        self.cachePlaces = cachePlaces
    }

    var cacheWrite: Int { cacheWrite5m + cacheWrite1h }
}
