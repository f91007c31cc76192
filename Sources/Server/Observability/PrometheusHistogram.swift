import Metrics
import Synchronization

/// One histogram of the registry, with bounds fixed when it is made.
final class PrometheusHistogram: RecorderHandler, TimerHandler {
    private struct Values {
        var buckets: [UInt64]
        var sum = 0.0
        var count: UInt64 = 0
    }

    private let bounds: [Double]
    private let values: Mutex<Values>

    /// - Parameter bounds: Upper bounds of the buckets, rising; one more bucket takes what lies above.
    init(bounds: [Double]) {
        self.bounds = bounds
        self.values = Mutex(Values(buckets: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        values.withLock { values in
            values.buckets[bucket] += 1
            values.sum += value
            values.count += 1
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }

    func text(name: String, dimensions: String) -> String {
        let values = values.withLock { $0 }
        var text = ""
        var total: UInt64 = 0
        for (index, bound) in (bounds.map { "\($0)" } + ["+Inf"]).enumerated() {
            total += values.buckets[index]
            let pairs = (dimensions.isEmpty ? "" : dimensions + ",") + "le=\"\(bound)\""
            text += "\(name)_bucket{\(pairs)} \(total)\n"
        }
        let labels = PrometheusRegistry.braces(dimensions)
        return text + "\(name)_sum\(labels) \(values.sum)\n\(name)_count\(labels) \(values.count)\n"
    }

    /// The buckets the GenAI conventions recommend: powers of two from 10 ms, powers of four for tokens.
    static func bounds(of label: String) -> [Double] {
        isTokens(label)
            ? (0...13).map { Double(1 << (2 * $0)) }
            : (0...13).map { 0.01 * Double(1 << $0) }
    }

    /// Prometheus puts the unit into the name.
    static func unitSuffix(of label: String) -> String { isTokens(label) ? "" : "_seconds" }

    private static func isTokens(_ label: String) -> Bool { label.hasSuffix("token.usage") }
}
