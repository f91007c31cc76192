import Testing

@testable import Providers

@Suite("One flight for many callers", .timeLimit(.minutes(1)))
struct SingleFlightTests {
    @Test("The first caller leads and the others get its outcome")
    func sharing() async {
        let flight = SingleFlight<Int>()
        guard case .leader = await flight.join() else {
            Issue.record("nobody led")
            return
        }
        #expect(!flight.tryLead())

        let outcomes = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<100 { group.addTask { await Self.outcome(of: flight) } }
            await until { flight.followerCount == 100 }
            flight.finish(7)
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes == Array(repeating: 7, count: 100))
        #expect(flight.tryLead())
    }

    @Test("A follower that is cancelled leaves alone, before and while it waits")
    func cancelledFollower() async {
        let flight = SingleFlight<Int>()
        #expect(flight.tryLead())

        let outcomes = await withTaskGroup(of: Int?.self) { group in
            group.addTask { await Self.outcome(of: flight) }
            await until { flight.followerCount == 1 }
            group.cancelAll()
            group.addTask { await Self.outcome(of: flight) }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes == [nil, nil])
        #expect(flight.followerCount == 0)
        #expect(!flight.tryLead())
    }

    @Test("A leader that leaves is followed by whoever has waited longest")
    func succession() async {
        let flight = SingleFlight<Int>()
        #expect(flight.tryLead())

        let outcomes = await withTaskGroup(of: Int?.self) { group in
            for index in 0..<3 {
                group.addTask { await Self.outcome(of: flight, leading: index) }
                await until { flight.followerCount == index + 1 }
            }
            flight.abandon()
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes == [0, 0, 0])
    }

    @Test("A leader that leaves without followers ends the flight")
    func abandoned() {
        let flight = SingleFlight<Int>()
        #expect(flight.tryLead())

        flight.abandon()

        #expect(flight.tryLead())
    }

    private static func outcome(of flight: SingleFlight<Int>, leading value: Int? = nil) async -> Int? {
        switch await flight.join() {
        case .follower(let outcome): return outcome
        case .cancelled: return nil
        case .leader:
            guard let value else { return nil }
            flight.finish(value)
            return value
        }
    }
}
