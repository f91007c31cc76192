/// What one time of a benchmark takes, in nanoseconds of CPU time.
struct Measurement {
    /// Shortest sample, in nanoseconds: other work on the machine delays, and nothing hastens.
    private static let sampleTime = 10_000_000
    private static let samples = 21

    let best: Double
    let median: Double

    /// Measures: first finds how often makes a sample long enough, then takes the samples.
    init(_ run: Benchmark.Run) async throws {
        var count = 1
        var time = try await Self.time(count, run)
        while time < Self.sampleTime {
            count = max(count * 2, count * Self.sampleTime / max(time, 1))
            time = try await Self.time(count, run)
        }
        var times: [Double] = []
        for _ in 0..<Self.samples { times.append(Double(try await Self.time(count, run)) / Double(count)) }
        times.sort()
        best = times[0]
        median = times[times.count / 2]
    }

    private static func time(_ count: Int, _ run: Benchmark.Run) async throws -> Int {
        let start = CPUTime.now()
        try await run(count)
        return CPUTime.now() - start
    }

    /// A line of a Markdown table.
    func row(of benchmark: Benchmark) -> String {
        let speed = benchmark.unit.bytes.map { "\(Int((Double($0) * 1000 / median).rounded()))" } ?? ""
        let times = "\(Self.text(best)) | \(Self.text(median))"
        return "| \(benchmark.name) | \(benchmark.unit.description) | \(times) | \(speed) |"
    }

    /// `1.82 ms`, `0.95 µs`, `12 ns`.
    private static func text(_ nanoseconds: Double) -> String {
        switch nanoseconds {
        case 1_000_000...: "\(rounded(nanoseconds / 1_000_000)) ms"
        case 1000...: "\(rounded(nanoseconds / 1000)) µs"
        default: "\(Int(nanoseconds.rounded())) ns"
        }
    }

    private static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
