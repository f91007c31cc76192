import GRDB
import Gateway
import MessagesAPI
import Providers
import Testing

@testable import History

@Suite("Exchanges and attempts come back as they were recorded")
struct ExchangeRoundTripTests {
    private func store(_ exchange: Exchange, in history: TemporaryHistory) async throws -> Batch.Tally {
        var batch = Batch()
        batch.exchanges = [exchange]
        return try await history.database.pool.write { [batch] db in try batch.write(to: db) }
    }

    @Test("Every field comes back")
    func everyField() async throws {
        let history = try TemporaryHistory()
        let exchange = Exchange.full("req_1")
        _ = try await store(exchange, in: history)

        let (row, attempts) = try #require(try await history.reader.exchange(requestID: "req_1"))

        #expect(row.requestID == "req_1")
        #expect(row.startedAt == exchange.startedAt)
        #expect(row.sessionID == "session-1")
        #expect(row.agentID == "agent-1")
        #expect(row.client == "claude-cli/2.1.330")
        #expect(row.requestedModel == "claude-sonnet-4-6")
        #expect(row.isStreaming)
        #expect(row.outcome == .succeeded)
        #expect(row.status == 200)
        #expect(row.errorClass == "none")
        #expect(row.errorMessage == exchange.errorMessage)
        #expect(row.servedBy == .good)
        #expect(row.usage == .every)
        #expect(row.importedTokens == nil)
        #expect(row.costUSD == 0.012345)
        #expect(row.priceDate == "2026-11-01")
        #expect(row.timeToFirstByte == .milliseconds(150))
        #expect(row.timeToFirstToken == .milliseconds(500))
        #expect(row.duration == .milliseconds(2500))
        #expect(row.tokensPerSecond == 10)
        #expect(row.attemptCount == 2)
        #expect(row.requestBytes == 100)
        #expect(row.responseBytes == 4321)
        #expect(attempts.count == 2)
        let bodies = try #require(try await history.reader.bodies(exchangeID: row.id))
        #expect(bodies.request == [0, 1, 0xff])
        #expect(bodies.response == Array("data".utf8))
    }

    @Test("Every field of an attempt comes back, in order")
    func everyFieldOfAttempts() async throws {
        let history = try TemporaryHistory()
        let exchange = Exchange.full("req_1")
        _ = try await store(exchange, in: history)

        let (row, attempts) = try #require(try await history.reader.exchange(requestID: "req_1"))

        for (position, (stored, recorded)) in zip(attempts, exchange.attempts).enumerated() {
            #expect(stored.exchangeID == row.id)
            #expect(stored.position == position)
            #expect(stored.target == recorded.target)
            #expect(stored.startedAt == exchange.startedAt.advanced(by: recorded.startOffset))
            #expect(stored.duration == recorded.duration)
            #expect(stored.timeToFirstByte == recorded.timeToFirstByte)
            #expect(stored.status == recorded.status)
            #expect(stored.errorClass == recorded.errorClass)
            #expect(stored.errorText == recorded.errorText)
            #expect(stored.cooldownUntil == recorded.cooldownUntil)
            #expect(stored.usage == recorded.usage)
            #expect(stored.costUSD == recorded.costUSD)
            #expect(stored.costSource == recorded.costSource)
            #expect(stored.upstreamRequestID == recorded.upstreamRequestID)
            #expect(stored.adjustment == recorded.adjustment)
        }
    }

    @Test("An exchange that is not written yet is told like the stored one")
    func notStored() async throws {
        func fields(_ value: Any) -> [String] {
            Mirror(reflecting: value).children.map { "\($0.label ?? ""): \($0.value)" }
                .filter { !$0.hasPrefix("id: ") && !$0.hasPrefix("exchangeID: ") }
        }
        let history = try TemporaryHistory()
        var exchange = Exchange.full("req_1")
        exchange.duration += .microseconds(300)
        exchange.attempts[0].duration += .microseconds(300)
        _ = try await store(exchange, in: history)

        let (row, attempts) = try #require(try await history.reader.exchange(requestID: "req_1"))

        #expect(row.isStored)
        #expect(!ExchangeRow(exchange).isStored)
        #expect(fields(ExchangeRow(exchange)) == fields(row))
        #expect(AttemptRow.all(of: exchange).map(fields) == attempts.map(fields))
    }

    @Test("What is not known comes back as not known")
    func nothingKnown() async throws {
        let history = try TemporaryHistory()
        var exchange = Exchange.sample("req_1")
        exchange.attempts = [Attempt(target: Target(provider: "p", model: "m"), startOffset: .zero)]
        _ = try await store(exchange, in: history)

        let (row, attempts) = try #require(try await history.reader.exchange(requestID: "req_1"))

        #expect(row.sessionID == nil && row.agentID == nil && row.client == nil)
        #expect(row.outcome == .failed)
        #expect(row.errorClass == nil && row.errorMessage == nil)
        #expect(row.servedBy == nil)
        #expect(row.usage == TokenUsage())
        #expect(row.costUSD == nil && row.priceDate == nil)
        #expect(row.timeToFirstByte == nil && row.timeToFirstToken == nil && row.tokensPerSecond == nil)
        #expect(try await history.reader.bodies(exchangeID: row.id) == nil)
        let attempt = try #require(attempts.first)
        #expect(attempt.target == Target(provider: "p", model: "m"))
        #expect(attempt.timeToFirstByte == nil && attempt.status == nil)
        #expect(attempt.costUSD == nil && attempt.costSource == nil)
        #expect(attempt.errorClass == nil && attempt.errorText == nil && attempt.cooldownUntil == nil)
        #expect(attempt.usage == TokenUsage() && attempt.adjustment == nil)
    }

    @Test("A stream that broke after the client saw 200 is no success")
    func brokenStream() async throws {
        let history = try TemporaryHistory()
        var exchange = Exchange.full("req_1")
        exchange.outcome = .failed
        _ = try await store(exchange, in: history)

        let row = try #require(try await history.reader.exchange(requestID: "req_1")).exchange

        #expect(row.outcome == .failed)
        #expect(row.status == 200)
    }

    @Test("A second record of the same request is left out and counted, its attempts too")
    func oneRowARequest() async throws {
        let history = try TemporaryHistory()
        var second = Exchange.full("req_1")
        second.outcome = .cancelled
        second.attempts = [.good, .good, .good]

        #expect(try await store(.full("req_1"), in: history) == Batch.Tally(stored: 1))
        #expect(try await store(second, in: history) == Batch.Tally(duplicates: 1))

        let (row, attempts) = try #require(try await history.reader.exchange(requestID: "req_1"))
        #expect(row.outcome == .succeeded)
        #expect(attempts.count == 2)
        #expect(try await history.reader.totals().exchanges == 1)
    }

    @Test("A request that is not there is not found")
    func absent() async throws {
        let history = try TemporaryHistory()
        #expect(try await history.reader.exchange(requestID: "req_1") == nil)
    }
}
