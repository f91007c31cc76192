import Gateway
import Logging
import Synchronization
import Testing

@testable import Server

@Suite("Lines of the log")
struct LineLogHandlerTests {
    private final class Lines: Sendable {
        private let text = Mutex("")

        var all: String { text.withLock { $0 } }

        func take(_ line: String) { text.withLock { $0 += line } }
    }

    private struct Failure: Error, CustomStringConvertible {
        let description = "it broke"
    }

    private let lines = Lines()

    private func logger(provided: Logger.Metadata = [:]) -> Logger {
        Logger(label: "proxy") { label in
            var handler = LineLogHandler(label: label, now: { Timestamp(milliseconds: 1_500) }, write: lines.take)
            handler.metadataProvider = Logger.MetadataProvider { provided }
            return handler
        }
    }

    @Test("A line has the time, the level, the label, the facts in order, the source and the message")
    func whole() {
        var logger = logger()
        logger[metadataKey: "request.id"] = "req_1"

        logger.warning("slow", metadata: ["zone": "b", "count": .stringConvertible(3)], source: "Test")

        #expect(lines.all == "1970-01-01T00:00:01.500Z warning proxy: count=3 request.id=req_1 zone=b [Test] slow\n")
    }

    @Test("Of a fact that is told twice the event's own counts, then the provider's")
    func precedence() {
        var logger = logger(provided: ["a": "provided", "b": "provided"])
        for name in ["a", "b", "c"] { logger[metadataKey: name] = "logger" }

        logger.info("done", metadata: ["a": "event"], source: "Test")

        #expect(lines.all == "1970-01-01T00:00:01.500Z info proxy: a=event b=provided c=logger [Test] done\n")
    }

    @Test("An error is one of the facts")
    func error() {
        logger().info("done", error: Failure(), source: "Test")

        #expect(lines.all.contains(" error.message=it broke [Test] done\n"))
    }

    @Test("What is below the level is not written")
    func level() {
        logger().debug("details")

        #expect(lines.all.isEmpty)
    }
}
