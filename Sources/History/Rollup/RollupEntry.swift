/// What is known of the exchanges of a bucket, or of several.
struct RollupEntry: Sendable, Equatable {
    var sums = ExchangeSums()
    var durations = LatencyHistogram()
    /// Of the times to the first token.
    var firstTokens = LatencyHistogram()

    mutating func add(_ other: RollupEntry) {
        sums.add(other.sums)
        durations.add(other.durations)
        firstTokens.add(other.firstTokens)
    }
}
