import GRDB
import Gateway
import InMemoryLogging
import Logging
import Providers
import TestSupport
import Testing

@testable import History

@Suite("Sums")
struct RollupTests {
    private static let start = Timestamp(milliseconds: 1_800_000_000_000)

    /// Exchanges of several models, targets and outcomes over ten days, the same each time.
    private func exchanges(_ count: Int) -> [Exchange] {
        (0..<count).map { number in
            var exchange = Exchange.full("req_\(number)")
            exchange.startedAt = Timestamp(milliseconds: Self.start.milliseconds + Int64(number) * 7_777_777)
            exchange.requestedModel = ["opus", "sonnet", "haiku"][number % 3]
            exchange.servedBy = number % 4 == 0 ? .throttled : .good
            exchange.duration = .milliseconds(100 + number * 37)
            // Each model was served before it fails, so that it has a facet either way of writing.
            if number % 5 == 4 {
                exchange.outcome = .failed
                exchange.status = 529
                exchange.errorClass = "overloaded_error"
                exchange.servedBy = nil
            } else {
                exchange.errorClass = nil
            }
            if number % 7 == 0 { exchange.costUSD = nil }
            exchange.attempts = number % 2 == 0 ? [.good] : [.failed, .good]
            return exchange
        }
    }

    private func store(_ exchanges: [Exchange], in history: TemporaryHistory) async throws {
        // In batches of odd sizes, so that sums are added to sums.
        for start in stride(from: 0, to: exchanges.count, by: 7) {
            let batch = Batch(exchanges: Array(exchanges[start..<min(start + 7, exchanges.count)]))
            _ = try await history.database.pool.write { db in try batch.write(to: db) }
        }
    }

    @Test("A time that is long past is told by the sums that are still kept of it")
    func oldRanges() async throws {
        let now = Self.start.advanced(by: .seconds(60 * 86_400))
        let ages = [(1, RollupLevel.fiveMinutes), (3, .fiveMinutes), (4, .hour), (40, .hour), (41, .day), (4000, .day)]
        for (days, level) in ages {
            let start = now.advanced(by: .seconds(-days * 86_400))
            #expect(RollupLevel.finest(reaching: start, now: now) == level)
        }
        let history = try TemporaryHistory()
        try await store(exchanges(100), in: history)
        let database = history.database
        try await Retention(database: database, days: 1000, clock: ManualClock(), now: { now }, logger: history.logger)
            .sweep()

        var filter = ExchangeFilter(start: Self.start, end: Self.start.advanced(by: .seconds(20 * 3600)))
        #expect(try await history.reader.summary(filter).sums.exchanges == 0)
        filter.finestLevel = .finest(reaching: filter.start, now: now)
        #expect(try await history.reader.summary(filter).sums.exchanges > 0)
    }

    private func filter(_ change: (inout ExchangeFilter) -> Void = { _ in }) -> ExchangeFilter {
        var filter = ExchangeFilter(start: Self.start, end: Self.start.advanced(by: .seconds(12 * 86_400)))
        change(&filter)
        return filter
    }

    @Test(
        "Figures of a filter are those of its rows",
        arguments: [
            { _ in }, { $0.requestedModel = "opus" }, { $0.outcome = .failed }, { $0.status = 529 },
            { $0.errorClass = "overloaded_error" }, { $0.target = Target.good.id.rawValue },
            { filter in
                filter.provider = "own"
                filter.requestedModel = "haiku"
            },
            { $0.end = start.advanced(by: .seconds(20 * 3600)) },
            { $0.end = start.advanced(by: .seconds(40 * 86_400)) }, { $0.isStreaming = false },
            { $0.sessionID = "session-1" }, { $0.requestIDPrefix = "req_1" }, { $0.target = "" },
            { filter in
                filter.target = ""
                filter.requestIDPrefix = "req_1"
            },
        ] as [@Sendable (inout ExchangeFilter) -> Void]
    )
    func figures(change: @Sendable (inout ExchangeFilter) -> Void) async throws {
        let history = try TemporaryHistory()
        let exchanges = exchanges(100)
        try await store(exchanges, in: history)
        let filter = filter(change)

        let summary = try await history.reader.summary(filter)
        let series = try await history.reader.series(filter)

        var expected = ExchangeSums()
        let fitting = exchanges.filter { fits($0, filter) }
        for exchange in fitting { expected.add(ExchangeSums(exchange)) }
        #expect(summary.sums.isNear(expected))
        var seriesSum = ExchangeSums()
        for point in series { seriesSum.add(point.summary.sums) }
        #expect(seriesSum.isNear(expected))
        #expect(series.map(\.start) == series.map(\.start).sorted())
        let durations = fitting.map { Double($0.duration.wholeMilliseconds) }.sorted()
        if durations.isEmpty {
            #expect(summary.durationMedian == nil)
        } else {
            let median = try #require(summary.durationMedian)
            #expect(abs(median / durations[(durations.count - 1) / 2] - 1) < 0.25)
        }
    }

    private func fits(_ exchange: Exchange, _ filter: ExchangeFilter) -> Bool {
        let isInTime = exchange.startedAt >= filter.start && exchange.startedAt < filter.end
        let conditions: [Bool] = [
            fits(filter.requestedModel, exchange.requestedModel), fits(filter.outcome, exchange.outcome),
            fits(filter.status, exchange.status), fits(filter.errorClass, exchange.errorClass),
            fits(filter.target, exchange.servedBy?.id.rawValue ?? ""),
            fits(filter.provider, exchange.servedBy?.provider),
            fits(filter.isStreaming, exchange.isStreaming),
            filter.requestIDPrefix.map { exchange.requestID.hasPrefix($0) } ?? true,
        ]
        return isInTime && !conditions.contains(false)
    }

    private func fits<Value: Equatable>(_ wanted: Value?, _ value: Value?) -> Bool { wanted == nil || wanted == value }

    @Test("A database of the first version gets the same sums as one that was written with them")
    func backfill() async throws {
        let history = try TemporaryHistory()
        try await store(exchanges(60), in: history)
        let old = try TemporaryHistory { path in
            let queue = try DatabaseQueue(path: path)
            try queue.write { db in try db.execute(sql: FirstVersion.schema()) }
            try queue.writeWithoutTransaction { db in try FirstVersion.copyExchanges(from: history.path, to: db) }
            try queue.close()
        }

        #expect(
            old.log.entries.map(\.message.description) == [
                "Bringing an older history up to date; a million requests take about a minute",
                "The history is up to date",
            ]
        )
        #expect(history.log.entries.isEmpty)

        let sql = """
            SELECT r.*, f.* FROM rollup AS r LEFT JOIN facet AS f ON f.id = r.facet_id
            ORDER BY level, start_ms, requested_model, served_target, outcome, error_class
            """
        let sums = try await [history, old].asyncMap { history in
            try await history.database.pool.read { db in
                try Row.fetchAll(db, sql: sql).map { row in RollupLine(row) }
            }
        }
        #expect(sums[0].count > 100)
        #expect(sums[0] == sums[1])
        #expect(try await old.reader.exchanges(filter { $0.requestedModel = "opus" }, limit: 100).count == 20)
    }

    @Test("A histogram survives as text")
    func histogramText() {
        var histogram = LatencyHistogram()
        for (bin, count) in [(0, 3), (7, 1), (LatencyBin.last, 123_456)] { histogram.add(count, bin: bin) }
        #expect(histogram.text == "0:3 7:1 83:123456")

        var read = LatencyHistogram()
        read.add(text: "")
        #expect(read.counts.isEmpty)
        read.add(text: histogram.text)
        #expect(read == histogram)
        read.add(text: "7:2 84:9 x")
        #expect(read.counts[7] == 3 && read.counts.reduce(0, +) == histogram.counts.reduce(2, +))
    }

    @Test("More facets than are told apart fall together, and their sums stay right")
    func manyFacets() async throws {
        let history = try TemporaryHistory()
        let count = Facet.limit + 50
        try await store(
            (0..<count).map { number in
                var exchange = Exchange.sample("req_\(number)", startedAt: Self.start.milliseconds)
                exchange.requestedModel = "model-\(number)"
                exchange.servedBy = .good
                return exchange
            },
            in: history
        )

        #expect(try await history.reader.summary(filter()).sums.exchanges == count)
        for number in [3, count - 1] {
            let filter = filter { $0.requestedModel = "model-\(number)" }
            #expect(try await history.reader.exchanges(filter, limit: 9).map(\.requestID) == ["req_\(number)"])
            #expect(try await history.reader.summary(filter).sums.exchanges == 1)
        }
    }

    @Test("Pages of a filter join without a gap, both ways")
    func pages() async throws {
        let history = try TemporaryHistory()
        let exchanges = exchanges(97)
        try await store(exchanges, in: history)
        let filter = filter { $0.outcome = .succeeded }
        let expected = exchanges.filter { $0.outcome == .succeeded }.map(\.requestID).reversed()

        var forth: [ExchangeRow] = []
        while case let page = try await history.reader.exchanges(filter, limit: 10, .older, than: forth.last?.key),
            !page.isEmpty
        { forth += page }
        var back: [ExchangeRow] = []
        var key = try #require(forth.last?.key)
        while case let page = try await history.reader.exchanges(filter, limit: 10, .newer, than: key),
            let first = page.first
        {
            back = page + back
            key = first.key
        }

        #expect(forth.map(\.requestID) == Array(expected))
        #expect(back.map(\.requestID) == Array(expected.dropLast()))
    }

    @Test("Failures are grouped by class and target, with the newest of each")
    func errors() async throws {
        let history = try TemporaryHistory()
        try await store(exchanges(50), in: history)

        let groups = try await history.reader.errorGroups(filter())
        let attempts = try await history.reader.attemptErrors(filter())

        #expect(groups.map(\.errorClass) == ["overloaded_error"])
        #expect(groups.first?.count == 10)
        #expect(groups.first?.newest.requestID == "req_49")
        #expect(groups.first?.target == nil)
        #expect(attempts.map(\.errorClass) == ["rate_limited"])
        #expect(attempts.first?.count == 25)
        #expect(attempts.first?.lastText == "Too many tokens")
    }

    @Test(
        "Failed attempts are counted exactly, whatever part of a day a range begins and ends in",
        arguments: [(0, 240), (1, 5), (3, 30), (13, 200), (24, 48), (30, 31)]
    )
    func attemptCounts(first: Int, last: Int) async throws {
        let history = try TemporaryHistory()
        let exchanges = exchanges(100)
        try await store(exchanges, in: history)
        let start = Self.start.advanced(by: .seconds(first * 3600))
        let end = Self.start.advanced(by: .seconds(last * 3600))

        let groups = try await history.reader.attemptErrors(ExchangeFilter(start: start, end: end))

        let starts = exchanges.flatMap { exchange in
            exchange.attempts.filter { $0.errorClass != nil }.map { exchange.startedAt.advanced(by: $0.startOffset) }
        }
        let expected = starts.count { $0 >= start && $0 < end }
        #expect(groups.map(\.count).reduce(0, +) == expected)
        #expect(groups.count == min(expected, 1))
    }

    @Test("A quantile lies within an eighth of the true one", arguments: [1, 10, 1_000, 86_000])
    func quantiles(scale: Int) {
        var counts = Array(repeating: 0, count: LatencyBin.last + 1)
        let values = (1...1_000).map { Int64($0 * scale) }
        for value in values { counts[LatencyBin.index(of: value)] += 1 }

        for share in [0.05, 0.5, 0.95, 0.99] {
            let exact = Double(values[Int(share * 1_000) - 1])
            let read = LatencyBin.quantile(share, of: counts) ?? 0
            #expect(abs(read / exact - 1) <= 0.125, "\(share) of \(scale): \(read) for \(exact)")
        }
        #expect(LatencyBin.quantile(0.5, of: []) == nil)
    }
}

/// A row of `rollup` without what hangs on the order of writing: facets' numbers and the order of bins.
private struct RollupLine: Equatable {
    private let values: [String]
    private let cost: Int
    private let histograms: [LatencyHistogram]

    init(_ row: Row) {
        let special = ["id", "facet_id", "cost_usd", "durations", "first_tokens"]
        values = row.filter { !special.contains($0.0) }.map { "\($0.0)=\($0.1)" }
        cost = Int(((row["cost_usd"] as Double) * 1e9).rounded())
        histograms = ["durations", "first_tokens"].map { column in
            var histogram = LatencyHistogram()
            histogram.add(text: row[column])
            return histogram
        }
    }
}

extension ExchangeSums {
    /// Equal but for what is lost when money is added in another order.
    fileprivate func isNear(_ other: ExchangeSums) -> Bool {
        abs(costUSD - other.costUSD) < 1e-9 && withoutCost == other.withoutCost
    }

    private var withoutCost: [Int] {
        [
            exchanges, succeeded, cancelled, failovers, attempts, inputTokens, outputTokens, cacheReadTokens,
            cacheWriteTokens, importedTokens, priced, durationSum,
        ]
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ change: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await change(element)) }
        return results
    }
}
