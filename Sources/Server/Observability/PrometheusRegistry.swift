package import Metrics
import Synchronization

/// A metrics system that keeps everything in memory and writes it as Prometheus text.
///
/// - Note: Source: Prometheus exposition format 0.0.4
///   (https://prometheus.io/docs/instrumenting/exposition_formats/, seen 2026-11-22).
package final class PrometheusRegistry: MetricsFactory {
    /// Series kept at most, of all metrics together; beyond it values are counted into nothing.
    static let seriesLimit = 4096

    /// Names one series.
    struct Key: Hashable, Comparable {
        let label: String
        let dimensions: String

        static func < (left: Key, right: Key) -> Bool {
            (left.label, left.dimensions) < (right.label, right.dimensions)
        }
    }

    private struct Series {
        var counters: [Key: PrometheusCounter] = [:]
        var histograms: [Key: PrometheusHistogram] = [:]
    }

    private let series = Mutex(Series())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let key = Self.key(label, dimensions)
        return series.withLock { series in
            if let known = series.counters[key] { return known }
            let made = PrometheusCounter()
            if series.counters.count < Self.seriesLimit { series.counters[key] = made }
            return made
        }
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        histogram(label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        NOOPMetricsHandler.instance
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        NOOPMetricsHandler.instance
    }

    // Handles live as long as the process: nothing of ours destroys one.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}

    /// All series as text.
    package func text() -> String {
        let (counters, histograms) = series.withLock { ($0.counters, $0.histograms) }
        var text = ""
        var lastName = ""
        for (key, counter) in counters.sorted(by: { $0.key < $1.key }) {
            let name = Self.name(key.label) + "_total"
            if name != lastName { text += "# TYPE \(name) counter\n" }
            lastName = name
            text += "\(name)\(Self.braces(key.dimensions)) \(counter.value)\n"
        }
        for (key, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
            let name = Self.name(key.label) + PrometheusHistogram.unitSuffix(of: key.label)
            if name != lastName { text += "# TYPE \(name) histogram\n" }
            lastName = name
            text += histogram.text(name: name, dimensions: key.dimensions)
        }
        return text
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> PrometheusHistogram {
        let key = Self.key(label, dimensions)
        return series.withLock { series in
            if let known = series.histograms[key] { return known }
            let made = PrometheusHistogram(bounds: PrometheusHistogram.bounds(of: label))
            if series.histograms.count < Self.seriesLimit { series.histograms[key] = made }
            return made
        }
    }

    private static func key(_ label: String, _ dimensions: [(String, String)]) -> Key {
        let pairs = dimensions.map { "\(name($0.0))=\"\(escape($0.1))\"" }
        return Key(label: label, dimensions: pairs.joined(separator: ","))
    }

    static func braces(_ dimensions: String) -> String { dimensions.isEmpty ? "" : "{\(dimensions)}" }

    /// Letters, digits and `_`; everything else becomes `_`.
    private static func name(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func escape(_ value: String) -> String {
        // By scalars: CR LF is one Character, and a line break that slipped through would break the whole text.
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            case "\r": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
