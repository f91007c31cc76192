/// A bin of a histogram of milliseconds: each is a quarter wider than the one before, so that a quantile read from it is
/// off by an eighth at most.
enum LatencyBin {
    /// How much wider each bin is.
    private static let growth = 1.25
    /// The last bin; it begins at 30 hours, longer than any request may take.
    static let last = 83

    /// The bin of a duration of 0 or more milliseconds.
    static func index(of milliseconds: Int64) -> Int {
        guard milliseconds > 1 else { return 0 }
        let index = bounds.partitioningIndex { $0 > Double(milliseconds) } - 1
        return min(max(index, 0), last)
    }

    /// Where each bin begins, in milliseconds; the first holds everything up to its end.
    private static let bounds: [Double] = (0...last + 1).map { number in
        (0..<number).reduce(1.0) { bound, _ in bound * growth }
    }

    /// The duration in milliseconds below which a share of all counted ones lies; `nil` for no durations.
    ///
    /// It is the middle of the bin, by ratio, that the true one lies in. `counts` has an entry for each bin; `share` is
    /// 0…1.
    static func quantile(_ share: Double, of counts: [Int]) -> Double? {
        let total = counts.reduce(0, +)
        guard total > 0 else { return nil }
        let wanted = share * Double(total)
        var passed = 0
        for (index, count) in counts.enumerated() {
            passed += count
            if count > 0, Double(passed) >= wanted { return bounds[index] * growth.squareRoot() }
        }
        return nil
    }
}

extension [Double] {
    /// The first index whose element fulfils the condition, in an array where all that do stand behind all that do not.
    fileprivate func partitioningIndex(where belongsBehind: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongsBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
