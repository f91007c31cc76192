import Metrics
import Server
import Testing

@Suite("Prometheus registry")
struct PrometheusRegistryTests {
    @Test("Label values cannot break the text, whatever they hold")
    func escaping() {
        let registry = PrometheusRegistry()
        let value = "a\r\nb\nc\"d\\e"
        Counter(label: "x.y", dimensions: [("l", value)], factory: registry).increment()

        #expect(registry.text() == "# TYPE x_y_total counter\nx_y_total{l=\"a \\nb\\nc\\\"d\\\\e\"} 1\n")
    }

    @Test("A histogram's buckets are cumulative and end in +Inf")
    func histogram() {
        let registry = PrometheusRegistry()
        let recorder = Recorder(label: "gen_ai.server.request.duration", factory: registry)
        for value in [0.005, 0.03, 1000.0] { recorder.record(value) }

        let lines = registry.text().split(separator: "\n")

        #expect(lines.contains("gen_ai_server_request_duration_seconds_bucket{le=\"0.01\"} 1"))
        #expect(lines.contains("gen_ai_server_request_duration_seconds_bucket{le=\"0.04\"} 2"))
        #expect(lines.contains("gen_ai_server_request_duration_seconds_bucket{le=\"+Inf\"} 3"))
        #expect(lines.contains("gen_ai_server_request_duration_seconds_count 3"))
    }
}
