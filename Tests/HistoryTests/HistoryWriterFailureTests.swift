import Providers
import Logging
import InMemoryLogging
import GRDB
import Gateway
import ServiceLifecycleTestKit
import TestSupport
import Testing

@testable import History

@Suite("A database that takes no writes", .timeLimit(.minutes(1)))
struct HistoryWriterFailureTests {
    /// Lets the file grow by no page, as a full disk would, or lifts that limit again.
    private func setFull(_ isFull: Bool, _ history: TemporaryHistory) throws {
        try history.database.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(isFull ? pages : 1_000_000)")
        }
    }

    private func record(_ count: Int, named name: String, by writer: HistoryWriter) {
        for index in 0..<count { writer.record(.full("\(name)_\(index)")) }
    }

    @Test("A full disk is warned of once, marked, and mends itself without loss")
    func fullDisk() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            try setFull(true, history)
            record(200, named: "early", by: running.writer)
            await running.tick()
            let reason = HistoryDatabaseError.diskFull(path: history.path).description
            #expect(running.writer.status.state == .failing(since: RunningWriter.wallTime, reason: reason))
            #expect(running.writer.status.queueLength == 200)

            record(100, named: "late", by: running.writer)
            await running.tick(after: .milliseconds(500))
            await running.tick(after: .seconds(1))
            #expect(running.writer.status.queueLength == 300)
            #expect(history.warnings.count == 1)
            #expect(try await history.reader.totals().exchanges == 0)

            try setFull(false, history)
            await running.tick(after: .seconds(2))
            #expect(running.writer.status == HistoryStatus())
            #expect(try await history.reader.totals().exchanges == 300)
            #expect(history.warnings.count == 1)
            #expect(
                history.log.entries.contains { $0.level == .notice && $0.message == "The history is written again" }
            )
        }
    }

    @Test("After a failure the pause doubles, up to ten seconds, and is short again after a success")
    func pauses() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            try setFull(true, history)
            record(200, named: "req", by: running.writer)
            for pause in [250, 500, 1000, 2000, 4000, 8000, 10_000] { await running.tick(after: .milliseconds(pause)) }
            try setFull(false, history)

            running.clock.advance(by: .milliseconds(9999))
            #expect(running.writer.status.queueLength == 200)
            await running.tick(after: .milliseconds(1))
            #expect(running.writer.status.queueLength == 0)

            running.writer.record(.sample("later"))
            await running.tick()
            #expect(running.writer.status.queueLength == 0)
        }
    }

    @Test("A lock held by another process loses nothing and is gone when the lock is")
    func locked() async throws {
        let history = try TemporaryHistory(busyTimeout: .milliseconds(1))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: history.path, configuration: configuration)
        try await RunningWriter.with(history) { running async throws in
            try await other.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
            running.writer.record(.full("req_1"))
            running.writer.save(
                Cooldown(target: .init(rawValue: "a"), until: RunningWriter.wallTime, reason: "r", detail: "d")
            )
            await running.tick()
            let reason = HistoryDatabaseError.locked(path: history.path).description
            #expect(running.writer.status.state == .failing(since: RunningWriter.wallTime, reason: reason))

            running.writer.remove(.init(rawValue: "a"))
            try await other.writeWithoutTransaction { try $0.rollback() }
            await running.tick(after: .milliseconds(500))
            #expect(running.writer.status.state == .healthy)
            #expect(try await history.reader.exchange(requestID: "req_1") != nil)
            #expect(try await history.reader.cooldowns(after: Timestamp(milliseconds: 0)).isEmpty)
        }
    }

    @Test("While nothing can be written the inbox stays bounded: the newest are dropped and counted")
    func boundedWhileFailing() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            try setFull(true, history)
            record(500, named: "first", by: running.writer)
            await running.tick()
            for index in 0..<Inbox.exchangeLimit { running.writer.record(.sample("next_\(index)")) }
            #expect(running.writer.status.queueLength == Inbox.exchangeLimit)
            #expect(running.writer.status.dropped == 500)

            try setFull(false, history)
            await running.tick(after: .milliseconds(500))
            #expect(try await history.reader.totals().exchanges == Inbox.exchangeLimit)
            #expect(try await history.reader.exchange(requestID: "next_9499") != nil)
            #expect(try await history.reader.exchange(requestID: "next_9500") == nil)
            #expect(running.writer.status.dropped == 500)
        }
    }

    @Test("A row the database refuses does not hold up the others")
    func refusedRow() async throws {
        let history = try TemporaryHistory()
        try await history.database.pool.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER refuse BEFORE INSERT ON attempt WHEN NEW.provider = 'poison'
                    BEGIN SELECT RAISE(ABORT, 'refused'); END
                    """
            )
        }
        var poison = Exchange.full("poison")
        poison.attempts.append(Attempt(target: .init(provider: "poison", model: "m"), startOffset: .zero))
        try await RunningWriter.with(history) { running async throws in
            running.writer.record(.full("before"))
            running.writer.record(poison)
            running.writer.record(.full("after"))
            await running.tick()

            #expect(running.writer.status.refused == 1)
            #expect(running.writer.status.state == .healthy)
            #expect(try await history.reader.exchanges(limit: 10).map(\.requestID) == ["after", "before"])
            #expect(try await history.reader.totals().exchanges == 2)
        }
    }

    @Test("What cannot be written at the end is told as an error, and the end is not held up")
    func lossAtTheEnd() async throws {
        let history = try TemporaryHistory()
        try setFull(true, history)
        let running = RunningWriter(history)
        await testGracefulShutdown { trigger in
            async let run: Void = running.writer.run()
            await running.clock.sleepers(atLeast: 1)
            record(200, named: "req", by: running.writer)
            trigger.triggerGracefulShutdown()
            await run
        }
        let entry = try #require(history.log.entries.last { $0.level == .error })
        #expect(entry.metadata["history.lost"] == "200")
        #expect(running.writer.status.dropped == 200)
        #expect(running.writer.status.queueLength == 0)
    }
}
