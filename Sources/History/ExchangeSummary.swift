package import Gateway

/// Figures over the exchanges of a filter.
package struct ExchangeSummary: Sendable, Equatable {
    package var sums: ExchangeSums
    /// Milliseconds; read from a histogram, off by an eighth at most; `nil` for no exchanges.
    package var durationMedian: Double?
    package var duration95: Double?
    package var timeToFirstTokenMedian: Double?
    package var timeToFirstToken95: Double?

    init(_ entry: RollupEntry) {
        sums = entry.sums
        durationMedian = LatencyBin.quantile(0.5, of: entry.durations.counts)
        duration95 = LatencyBin.quantile(0.95, of: entry.durations.counts)
        timeToFirstTokenMedian = LatencyBin.quantile(0.5, of: entry.firstTokens.counts)
        timeToFirstToken95 = LatencyBin.quantile(0.95, of: entry.firstTokens.counts)
    }
}

/// One bucket of a series.
package struct SeriesPoint: Sendable, Equatable {
    /// The bucket's start.
    package let start: Timestamp
    package let summary: ExchangeSummary
}
