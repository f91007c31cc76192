import GRDB
import Gateway
import MessagesAPI
import Testing

@testable import History

@Suite("Reading the history")
struct HistoryReaderTests {
    private func store(_ exchanges: [Exchange], in history: TemporaryHistory) async throws {
        _ = try await history.database.pool.write { db in try Batch(exchanges: exchanges).write(to: db) }
    }

    @Test("Pages follow each other without gap or repeat while newer and older requests are written")
    func paging() async throws {
        let history = try TemporaryHistory()
        // Four requests share each millisecond, so that the key's second half decides.
        try await store((0..<1000).map { .sample("req_\($0)", startedAt: Int64($0 / 4)) }, in: history)
        var seen: [String] = []
        var key: ExchangeKey?
        var pages = 0
        while true {
            let page = try await history.reader.exchanges(limit: 37, before: key)
            guard let last = page.last else { break }
            seen += page.map(\.requestID)
            key = last.key
            pages += 1
            try await store([.sample("new_\(pages)", startedAt: Int64(10_000 + pages))], in: history)
        }

        #expect(seen == (0..<1000).reversed().map { "req_\($0)" })
        #expect(pages == 28)
    }

    @Test("A page is as long as asked for, within its limits", arguments: [(0, 1), (5, 5), (100_000, 200)])
    func pageLength(asked: Int, given: Int) async throws {
        let history = try TemporaryHistory()
        try await store((0..<250).map { .sample("req_\($0)") }, in: history)
        #expect(try await history.reader.exchanges(limit: asked).count == given)
    }

    @Test("Keys at the ends of what a number can hold have a page beside them")
    func farKeys() async throws {
        let history = try TemporaryHistory()
        try await store([.sample("req_1")], in: history)
        let filter = ExchangeFilter(start: Timestamp(milliseconds: 0), end: Timestamp(milliseconds: .max))
        for (start, direction) in [(Int64.max, HistoryReader.Direction.older), (.min, .newer)] {
            for id in [Int64.min, .max] {
                let key = ExchangeKey(startedAt: Timestamp(milliseconds: start), id: id)
                #expect(try await history.reader.exchanges(filter, limit: 9, direction, than: key).count == 1)
            }
        }
    }

    @Test("A page tells how many attempts each request took")
    func attemptCount() async throws {
        let history = try TemporaryHistory()
        try await store([.full("two"), .sample("none", startedAt: 1)], in: history)
        #expect(try await history.reader.exchanges(limit: 10).map(\.attemptCount) == [2, 0])
    }

    @Test("Totals add up what was stored, for all time and for some hours")
    func totals() async throws {
        let history = try TemporaryHistory()
        let hour: Int64 = 3_600_000
        var cancelled = Exchange.full("cancelled")
        cancelled.startedAt = Timestamp(milliseconds: 5 * hour - 1)
        cancelled.outcome = .cancelled
        var failed = Exchange.sample("failed", startedAt: 5 * hour)
        failed.usage = TokenUsage(outputTokens: 7)
        try await store([cancelled, failed, .full("served")], in: history)

        let all = try await history.reader.totals()
        #expect(all.exchanges == 3 && all.succeeded == 1 && all.cancelled == 1 && all.failed == 1)
        #expect(all.attempts == 4)
        #expect(all.inputTokens == 2 && all.outputTokens == 47)
        #expect(all.cacheReadTokens == 6 && all.cacheWriteTokens == 8 && all.importedTokens == 0)
        #expect(abs(all.costUSD - 0.02469) < 1e-9)

        let oneHour = ExchangeFilter(
            start: Timestamp(milliseconds: 5 * hour),
            end: Timestamp(milliseconds: 6 * hour)
        )
        let some = try await history.reader.summary(oneHour).sums
        #expect(some.exchanges == 1 && some.failed == 1 && some.outputTokens == 7)
    }

    @Test("An empty history has totals of nothing")
    func noTotals() async throws {
        let history = try TemporaryHistory()
        let totals = try await history.reader.totals()
        #expect(totals.exchanges == 0 && totals.costUSD == 0)
    }
}
