import MessagesAPI
import Gateway
import Providers
import Testing

@testable import History

@Suite("Inbox of the history")
struct InboxTests {
    @Test("The newest beyond the limit are dropped and counted, those being written included")
    func overflow() throws {
        var inbox = Inbox()
        for index in 0..<Inbox.exchangeLimit { inbox.append(.sample("req_\(index)")) }
        let taken = inbox.take()
        let batch = try #require(taken)
        inbox.append(.sample("too much"))
        #expect(batch.exchanges.count == Inbox.exchangeLimit)
        #expect(inbox.currentStatus().dropped == 1)
        #expect(inbox.currentStatus().queueLength == Inbox.exchangeLimit)

        let news1 = inbox.settle(.init())
        #expect(news1 == .overflowing(dropped: 1))
        inbox.append(.sample("fits again"))
        let next = inbox.take()
        #expect(next?.exchanges.map(\.requestID) == ["fits again"])
        let news2 = inbox.settle(.init())
        #expect(news2 == nil)
    }

    @Test("What was put back is taken again before what came later, and goes on counting")
    func putBack() throws {
        let now = Timestamp(milliseconds: 1)
        var inbox = Inbox()
        inbox.append(.sample("1"))
        let taken = inbox.take()
        let first = try #require(taken)
        inbox.append(.sample("2"))
        let isNew = inbox.putBack(first, reason: "full", now: now)
        #expect(isNew)
        #expect(inbox.currentStatus().queueLength == 2)
        #expect(inbox.currentStatus().state == .failing(since: now, reason: "full"))

        let takenAgain = inbox.take()
        let second = try #require(takenAgain)
        #expect(second.exchanges.map(\.requestID) == ["1", "2"])
        let isNewAgain = inbox.putBack(second, reason: "full", now: Timestamp(milliseconds: 2))
        #expect(!isNewAgain)
        #expect(inbox.currentStatus().state == .failing(since: now, reason: "full"))

        _ = inbox.take()
        let news3 = inbox.settle(.init())
        #expect(news3 == .recovered(dropped: 0))
        #expect(inbox.currentStatus() == HistoryStatus())
    }

    @Test("Too many bytes of bodies cost the bodies, not the exchange")
    func bodyBytes() throws {
        var inbox = Inbox()
        var large = Exchange.sample("large")
        large.requestBody = [UInt8](repeating: 1, count: Inbox.bodyByteLimit - 1)
        var small = Exchange.full("small")
        inbox.append(large)
        inbox.append(small)
        small.requestID = "taken"
        let taken = inbox.take()
        let batch = try #require(taken)
        inbox.append(small)

        #expect(batch.exchanges.map { $0.requestBody != nil } == [true, false])
        #expect(batch.exchanges.map { $0.responseBody != nil } == [false, false])
        #expect(inbox.currentStatus().withoutBodies == 2)
        let news4 = inbox.settle(.init())
        #expect(news4 == nil)
        inbox.append(small)
        let next = inbox.take()
        #expect(next?.exchanges.map { $0.requestBody != nil } == [false, true])
    }

    @Test("Of several words on a target's cool-down the last one counts")
    func cooldownChanges() {
        let cooldown = Cooldown(
            target: .init(rawValue: "a"),
            until: Timestamp(milliseconds: 1),
            reason: "rate_limited",
            detail: ""
        )
        var changes = CooldownChanges()
        changes.save(cooldown)
        changes.remove(cooldown.target)
        #expect(changes.byTarget == [cooldown.target: Cooldown?.none])

        var later = CooldownChanges()
        later.save(cooldown)
        changes.merge(later)
        #expect(changes.byTarget == [cooldown.target: cooldown])

        var reset = CooldownChanges()
        reset.remove(nil)
        changes.merge(reset)
        #expect(changes.clearsAll && changes.byTarget.isEmpty)
        #expect(!changes.isEmpty)
    }
}
