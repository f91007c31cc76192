import Gateway
import Providers
import Synchronization
import Testing

@Suite("Cool-down table")
struct CooldownTableTests {
    private let target = Target.ID(rawValue: "bedrock/us-east-1/m")

    private final class Store: CooldownStore {
        let saved = Mutex<[Cooldown]>([])
        let removed = Mutex<[Target.ID?]>([])
        func save(_ cooldown: Cooldown) { saved.withLock { $0.append(cooldown) } }
        func remove(_ target: Target.ID?) { removed.withLock { $0.append(target) } }
    }

    private final class Time: Sendable {
        let milliseconds = Mutex<Int64>(1_000_000)
        var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }
        func advance(_ duration: Duration) { milliseconds.withLock { $0 += duration.wholeMilliseconds } }
    }

    @Test("A longer cool-down is never shortened")
    func longerWins() {
        let time = Time()
        let table = CooldownTable { time.now }

        table.coolDown(target, for: .seconds(60), reason: "rate_limited", detail: "")
        let standing = table.coolDown(target, for: .seconds(5), reason: "rate_limited", detail: "")

        #expect(standing.until == time.now.advanced(by: .seconds(60)))
    }

    @Test("A cool-down ends by itself")
    func ends() {
        let time = Time()
        let table = CooldownTable { time.now }
        table.coolDown(target, for: .seconds(60), reason: "rate_limited", detail: "")

        time.advance(.milliseconds(59_999))
        #expect(table.running(target) != nil)
        time.advance(.milliseconds(1))
        #expect(table.running(target) == nil)
        #expect(table.running().isEmpty)
    }

    @Test("No cool-down is longer than 24 hours, none is negative")
    func clamped() {
        let time = Time()
        let table = CooldownTable { time.now }

        let long = table.coolDown(target, for: .seconds(1_000_000), reason: "", detail: "")
        let other = Target.ID(rawValue: "other")
        table.coolDown(other, for: .seconds(-5), reason: "", detail: "")

        #expect(long.until == time.now.advanced(by: .seconds(86_400)))
        #expect(table.running(other) == nil)
    }

    @Test("What was restored counts, and changes are handed to the store")
    func persistence() {
        let time = Time()
        let store = Store()
        let restored = Cooldown(target: target, until: time.now.advanced(by: .seconds(9)), reason: "r", detail: "d")
        let table = CooldownTable(restored: [restored], store: store) { time.now }

        #expect(table.running(target) == restored)
        table.coolDown(target, for: .seconds(3), reason: "r", detail: "d")
        #expect(store.saved.withLock { $0.isEmpty })
        table.coolDown(target, for: .seconds(30), reason: "r", detail: "d")
        #expect(store.saved.withLock { $0.count } == 1)
        table.reset(target)
        #expect(table.running(target) == nil)
        #expect(store.removed.withLock { $0 } == [target])
    }

    @Test("Failures are counted in a row; a success starts anew")
    func failures() {
        let table = CooldownTable { Timestamp(milliseconds: 0) }

        #expect(table.countFailure(target) == 1)
        #expect(table.countFailure(target) == 2)
        table.countSuccess(target)
        #expect(table.countFailure(target) == 1)
    }

    @Test("The table stays within its bound")
    func bounded() {
        let table = CooldownTable { Timestamp(milliseconds: 0) }

        for number in 0..<5000 {
            table.coolDown(.init(rawValue: "t\(number)"), for: .seconds(number + 1), reason: "", detail: "")
        }

        #expect(table.running().count == 4096)
        #expect(table.running(Target.ID(rawValue: "t4999")) != nil)
    }
}
