import InMemoryLogging
import Providers
import GRDB
import Gateway
import TestSupport
import Testing

@testable import History

@Suite("Retention", .timeLimit(.minutes(1)))
struct RetentionTests {
    private static let day: Int64 = 86_400_000
    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    private func retention(_ history: TemporaryHistory, days: Int, clock: ManualClock = ManualClock()) -> Retention {
        Retention(database: history.database, days: days, clock: clock, now: { Self.now }, logger: history.logger)
    }

    private func store(_ exchanges: [Exchange], in history: TemporaryHistory) async throws {
        _ = try await history.database.pool.write { db in try Batch(exchanges: exchanges).write(to: db) }
    }

    private func exchange(_ id: String, daysAgo: Int64, extra: Int64 = 0) -> Exchange {
        var exchange = Exchange.full(id)
        exchange.startedAt = Timestamp(milliseconds: Self.now.milliseconds - daysAgo * Self.day - extra)
        return exchange
    }

    @Test("What is older than the days is deleted with its attempts and bodies, the rest and the totals stay")
    func sweep() async throws {
        let history = try TemporaryHistory()
        try await store(
            [exchange("old", daysAgo: 90, extra: 1), exchange("edge", daysAgo: 90), exchange("new", daysAgo: 1)],
            in: history
        )

        try await retention(history, days: 90).sweep()

        #expect(try await history.reader.exchanges(limit: 10).map(\.requestID) == ["new", "edge"])
        try await history.database.pool.read { db throws in
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM attempt") == 4)
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM body") == 2)
        }
        #expect(try await history.reader.totals().exchanges == 3)
    }

    @Test("More than one chunk is deleted, however many it takes", arguments: [1, 2])
    func chunks(_ chunks: Int) async throws {
        let history = try TemporaryHistory()
        let count = chunks * Retention.chunkLimit
        try await store((0..<count).map { exchange("old_\($0)", daysAgo: 100) }, in: history)
        try await store([exchange("last", daysAgo: 91)], in: history)

        try await retention(history, days: 90).sweep()

        #expect(try await history.reader.exchanges(limit: 10).isEmpty)
    }

    @Test("Cool-downs that have ended are forgotten")
    func cooldowns() async throws {
        let history = try TemporaryHistory()
        var batch = Batch()
        for (name, offset) in [("ended", -1), ("now", 0), ("running", 1)] as [(String, Int64)] {
            let until = Timestamp(milliseconds: Self.now.milliseconds + offset)
            batch.cooldowns.save(Cooldown(target: .init(rawValue: name), until: until, reason: "", detail: ""))
        }
        _ = try await history.database.pool.write { [batch] db in try batch.write(to: db) }

        try await retention(history, days: 90).sweep()

        let left = try await history.reader.cooldowns(after: Timestamp(milliseconds: 0))
        #expect(left.map(\.target.rawValue) == ["running"])
    }

    @Test("It sweeps at the start and then every hour, until it is cancelled")
    func hourly() async throws {
        let history = try TemporaryHistory()
        let clock = ManualClock()
        let retention = retention(history, days: 1, clock: clock)
        try await store([exchange("first", daysAgo: 2)], in: history)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await retention.run() }
            defer { group.cancelAll() }
            await clock.sleepers(atLeast: 1)
            #expect(try await history.reader.exchanges(limit: 10).isEmpty)

            try await store([exchange("second", daysAgo: 2)], in: history)
            clock.advance(by: .seconds(3599))
            #expect(try await history.reader.exchanges(limit: 10).count == 1)
            clock.advance(by: .seconds(1))
            await clock.sleepers(atLeast: 1)
            #expect(try await history.reader.exchanges(limit: 10).isEmpty)
        }
    }

    @Test("A sweep that fails is warned of, and the next one does the work")
    func failingSweep() async throws {
        let history = try TemporaryHistory()
        let clock = ManualClock()
        let retention = retention(history, days: 1, clock: clock)
        try await store([exchange("old", daysAgo: 2)], in: history)
        try await history.database.pool.write { db in
            try db.execute(
                sql: "CREATE TRIGGER refuse BEFORE DELETE ON exchange BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await retention.run() }
            defer { group.cancelAll() }
            await clock.sleepers(atLeast: 1)
            #expect(history.warnings.count == 1)

            try await history.database.pool.write { try $0.execute(sql: "DROP TRIGGER refuse") }
            clock.advance(by: .seconds(3600))
            await clock.sleepers(atLeast: 1)
            #expect(try await history.reader.exchanges(limit: 10).isEmpty)
            #expect(history.warnings.count == 1)
        }
    }
}
