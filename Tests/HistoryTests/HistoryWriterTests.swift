import GRDB
import Gateway
import Providers
import ServiceLifecycle
import ServiceLifecycleTestKit
import TestSupport
import Testing

@testable import History

@Suite("Writing the history", .timeLimit(.minutes(1)))
struct HistoryWriterTests {
    @Test("A tick writes what was recorded, visible to another connection at once")
    func tick() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            running.writer.record(.full("req_1"))
            #expect(running.writer.status.queueLength == 1)

            await running.tick()

            let other = try DatabaseQueue(path: history.path)
            let ids = try await other.read { try String.fetchAll($0, sql: "SELECT request_id FROM exchange") }
            #expect(ids == ["req_1"])
            #expect(running.writer.status == HistoryStatus())
        }
    }

    @Test("Before the interval has passed nothing is written")
    func interval() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            running.writer.record(.sample("req_1"))
            running.clock.advance(by: .milliseconds(249))
            #expect(running.writer.status.queueLength == 1)

            await running.tick(after: .milliseconds(1))
            #expect(running.writer.status.queueLength == 0)
        }
    }

    @Test("A tick that began late does not put off the next")
    func lateTick() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            await running.tick(after: .milliseconds(400))
            running.writer.record(.sample("req_1"))
            await running.tick(after: .milliseconds(100))
            #expect(running.writer.status.queueLength == 0)
        }
    }

    @Test("Under steady load each tick writes what came since the one before, in one transaction")
    func steadyLoad() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            for tick in 1...5 {
                for index in 0..<20 { running.writer.record(.sample("req_\(tick)_\(index)")) }
                await running.tick()
                let stored = try await history.reader.totals().exchanges
                #expect(stored == tick * 20)
            }
        }
    }

    @Test("A request recorded twice is one row and counted")
    func duplicates() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in
            running.writer.record(.sample("req_1"))
            running.writer.record(.sample("req_1"))
            await running.tick()
            #expect(running.writer.status.duplicates == 1)
            #expect(running.writer.status.state == .healthy)
        }
    }

    @Test("A shutdown writes what is left without waiting for the tick")
    func shutdown() async throws {
        let history = try TemporaryHistory()
        let running = RunningWriter(history)
        await testGracefulShutdown { trigger in
            async let run: Void = running.writer.run()
            await running.clock.sleepers(atLeast: 1)
            running.writer.record(.sample("req_1"))
            trigger.triggerGracefulShutdown()
            await run
        }
        #expect(try await history.reader.exchange(requestID: "req_1") != nil)
    }

    @Test("A cancelled task writes what is left")
    func cancellation() async throws {
        let history = try TemporaryHistory()
        try await RunningWriter.with(history) { running async throws in running.writer.record(.sample("req_1")) }
        #expect(try await history.reader.exchange(requestID: "req_1") != nil)
    }

    @Test("It runs as a service of a group, and what comes after the end is counted as lost")
    func service() async throws {
        let history = try TemporaryHistory()
        let running = RunningWriter(history)
        let group = ServiceGroup(services: [running.writer], logger: history.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await running.clock.sleepers(atLeast: 1)
            running.writer.record(.sample("req_1"))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        running.writer.record(.sample("req_2"))

        #expect(try await history.reader.exchange(requestID: "req_1") != nil)
        #expect(running.writer.status.dropped == 1)
    }

    @Test("Cool-downs are stored, replaced and forgotten")
    func cooldowns() async throws {
        let history = try TemporaryHistory()
        let now = Timestamp(milliseconds: 1000)
        func cooldown(_ name: String, until: Int64) -> Cooldown {
            Cooldown(
                target: Target.ID(rawValue: name),
                until: Timestamp(milliseconds: until),
                reason: "rate_limited",
                detail: "slow down"
            )
        }
        try await RunningWriter.with(history) { running async throws in
            running.writer.save(cooldown("a", until: 2000))
            running.writer.save(cooldown("b", until: 2000))
            running.writer.save(cooldown("ended", until: 1000))
            running.writer.save(cooldown("b", until: 3000))
            await running.tick()
            #expect(
                try await history.reader.cooldowns(after: now) == [
                    cooldown("a", until: 2000), cooldown("b", until: 3000),
                ]
            )

            running.writer.remove(Target.ID(rawValue: "a"))
            await running.tick()
            #expect(try await history.reader.cooldowns(after: now) == [cooldown("b", until: 3000)])

            running.writer.remove(nil)
            running.writer.save(cooldown("c", until: 4000))
            await running.tick()
            #expect(try await history.reader.cooldowns(after: now) == [cooldown("c", until: 4000)])
        }
    }
}
