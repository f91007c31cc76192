import Gateway
import History
import JSONBytes
import NIOCore

/// What one page of the dashboard has been told, and what it is told next: only what has changed since.
///
/// Nothing is queued for it: a page that reads slowly is told later, of the state as it is then.
struct LiveFeed {
    /// How things stand at one tick.
    struct State {
        /// Running exchanges and for how long they have been, the oldest first.
        var running: [(exchange: RunningExchange, elapsed: Duration)]
        var cooldowns: [Cooldown]
    }

    /// Running exchanges told at once; the rest is told when these have ended.
    static let runningLimit = 200
    /// Ticks after which running exchanges are told again although only their time has changed.
    static let runningTicks = 4
    /// Ticks without a word after which a comment is sent: with two a second, before the stream would count as silent.
    static let silentTicks = 20

    private var sequence: Int64
    private var running: [RunningExchange]?
    private var cooldowns: [Cooldown]?
    private var ticksSinceRunning = 0
    private var ticksSinceWord = 0

    /// Begins after the finished exchange of that number.
    init(after sequence: Int64) { self.sequence = sequence }

    /// The events of one tick; `nil` for none.
    mutating func tick(_ state: State, _ live: LiveExchanges) -> ByteBuffer? {
        var output = ByteBuffer()
        // First what has ended: whoever is not running any more is there already when that is told.
        writeFinished(live, to: &output)
        writeRunning(state.running, to: &output)
        writeCooldowns(state.cooldowns, to: &output)
        ticksSinceWord += 1
        if output.readableBytes == 0, ticksSinceWord >= Self.silentTicks { output.writeString(": \n\n") }
        guard output.readableBytes > 0 else { return nil }
        ticksSinceWord = 0
        return output
    }

    private mutating func writeFinished(_ live: LiveExchanges, to output: inout ByteBuffer) {
        guard let finished = live.finished(after: sequence) else {
            sequence = live.lastSequence
            Self.write("reset", JSONWriter.empty, to: &output)
            return
        }
        for entry in finished {
            var writer = JSONWriter(capacity: 1024)
            writer.object(DashboardField.exchange(ExchangeRow(entry.exchange)))
            Self.write("finished", id: entry.sequence, writer, to: &output)
        }
        sequence = finished.last?.sequence ?? sequence
    }

    private mutating func writeRunning(
        _ now: [(exchange: RunningExchange, elapsed: Duration)],
        to output: inout ByteBuffer
    ) {
        let told = now.prefix(Self.runningLimit)
        let exchanges = told.map(\.exchange)
        ticksSinceRunning += 1
        let isStale = ticksSinceRunning >= Self.runningTicks && !told.isEmpty
        guard running != exchanges || isStale else { return }
        running = exchanges
        ticksSinceRunning = 0
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.array("running", told) { entry, writer in
            writer.object(DashboardField.running(entry.exchange, elapsed: entry.elapsed))
        }
        writer.endObject()
        Self.write("running", writer, to: &output)
    }

    private mutating func writeCooldowns(_ now: [Cooldown], to output: inout ByteBuffer) {
        guard cooldowns != now else { return }
        cooldowns = now
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        RoutesEndpoint.write(now, to: &writer)
        writer.endObject()
        Self.write("cooldowns", writer, to: &output)
    }

    /// JSON as ``JSONWriter`` makes it has no line breaks, so that one `data:` line holds it.
    private static func write(_ name: String, id: Int64? = nil, _ data: JSONWriter, to output: inout ByteBuffer) {
        output.writeString("event: \(name)\n")
        if let id { output.writeString("id: \(id)\n") }
        output.writeString("data: ")
        output.writeBytes(data.bytes)
        output.writeString("\n\n")
    }
}

extension JSONWriter {
    /// `{}`.
    fileprivate static var empty: JSONWriter {
        var writer = JSONWriter()
        writer.beginObject()
        writer.endObject()
        return writer
    }
}
