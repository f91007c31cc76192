package import Gateway

/// Figures over the exchanges of a filter.
package struct ExchangeSummary: Sendable, Equatable {
    package var sums: ExchangeSums
    /// Milliseconds; read from a histogram, off by an eighth at most; `nil` for no exchanges.
    package var durationMedian: Double?
    package var duration95: Double?
    package var timeToFirstTokenMedian: Double?
    package var timeToFirstToken95: Double?

    init(sums: ExchangeSums, bins: LatencyBins) {
        self.sums = sums
        durationMedian = LatencyBin.quantile(0.5, of: bins.counts(.duration))
        duration95 = LatencyBin.quantile(0.95, of: bins.counts(.duration))
        timeToFirstTokenMedian = LatencyBin.quantile(0.5, of: bins.counts(.timeToFirstToken))
        timeToFirstToken95 = LatencyBin.quantile(0.95, of: bins.counts(.timeToFirstToken))
    }
}

/// One bucket of a series.
package struct SeriesPoint: Sendable, Equatable {
    /// The bucket's start.
    package let start: Timestamp
    package let summary: ExchangeSummary
}

/// Histograms of both times.
struct LatencyBins: Sendable, Equatable {
    private var byKind: [LatencyKind: [Int]] = [:]

    func counts(_ kind: LatencyKind) -> [Int] { byKind[kind] ?? [] }

    mutating func add(_ count: Int, _ kind: LatencyKind, bin: Int) {
        guard (0...LatencyBin.last).contains(bin) else { return }
        byKind[kind, default: Array(repeating: 0, count: LatencyBin.last + 1)][bin] += count
    }
}
