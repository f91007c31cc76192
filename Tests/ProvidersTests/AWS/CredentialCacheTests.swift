import Synchronization
import Testing

@testable import Providers

@Suite("Cache of credentials", .timeLimit(.minutes(1)))
struct CredentialCacheTests {
    @Test("A thousand callers at once ask the source once")
    func singleFlight() async throws {
        let source = SlowSource()
        let cache = source.cache()

        let names = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<1000 { group.addTask { try await cache.credentials().accessKeyID } }
            await until { cache.waiting == 999 }
            source.gate.open()
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }

        #expect(names == ["key 1"])
        #expect(source.calls.value == 1)
    }

    @Test("A failure reaches everybody who waits, and the next caller tries again")
    func failure() async throws {
        let source = SlowSource(failures: 1)
        let cache = source.cache()

        let errors = await withTaskGroup(of: AWSCredentialError?.self) { group in
            for _ in 0..<10 { group.addTask { await Self.error(of: cache) } }
            await until { cache.waiting == 9 }
            source.gate.open()
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(errors == Array(repeating: .unreachable(.process), count: 10))
        #expect(source.calls.value == 1)
        #expect(try await cache.credentials().accessKeyID == "key 2")
    }

    @Test("A leader that is cancelled leaves, and those who wait get credentials all the same")
    func cancelledLeader() async throws {
        let source = SlowSource()
        let cache = source.cache()

        try await withThrowingTaskGroup(of: String.self) { followers in
            let leader = await withTaskGroup(of: AWSCredentialError?.self) { leader in
                leader.addTask { await Self.error(of: cache) }
                await until { source.calls.value == 1 }
                for _ in 0..<50 { followers.addTask { try await cache.credentials().accessKeyID } }
                await until { cache.waiting == 50 }
                leader.cancelAll()
                return await leader.next() ?? nil
            }
            #expect(leader == .cancelled)
            await until { source.calls.value == 2 }
            #expect(cache.waiting == 49)
            source.gate.open()
            for try await name in followers { #expect(name == "key 2") }
        }

        #expect(source.calls.value == 2)
    }

    @Test("A leader that is cancelled alone leaves the cache ready for the next caller")
    func cancelledAlone() async throws {
        let source = SlowSource()
        let cache = source.cache()

        let error = await withTaskGroup(of: AWSCredentialError?.self) { group in
            group.addTask { await Self.error(of: cache) }
            await until { source.calls.value == 1 }
            group.cancelAll()
            return await group.next() ?? nil
        }
        source.gate.open()

        #expect(error == .cancelled)
        #expect(try await cache.credentials().accessKeyID == "key 2")
    }

    @Test("When every caller is cancelled in turn, each leaves and nobody hangs")
    func allCancelled() async {
        let source = SlowSource()
        let cache = source.cache()

        let errors = await withTaskGroup(of: AWSCredentialError?.self) { group in
            for _ in 0..<100 { group.addTask { await Self.error(of: cache) } }
            await until { cache.waiting == 99 }
            group.cancelAll()
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(errors == Array(repeating: .cancelled, count: 100))
        #expect(cache.waiting == 0)
    }

    @Test("Fifteen minutes before expiry one caller refreshes while others go on with what is held")
    func advisory() async throws {
        let source = SlowSource()
        let cache = source.cache()
        source.gate.open()
        _ = try await cache.credentials()
        source.close()
        source.pass(2700)

        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await cache.credentials().accessKeyID }
            await until { source.calls.value == 2 }
            for _ in 0..<10 {
                let name = try await cache.credentials().accessKeyID
                #expect(name == "key 1")
            }
            source.gate.open()
            let refreshed = try await group.next()
            #expect(refreshed == "key 2")
        }

        #expect(try await cache.credentials().accessKeyID == "key 2")
        #expect(source.calls.value == 2)
    }

    @Test("Ten minutes before expiry everybody waits, also for a refresh that began earlier")
    func mandatory() async throws {
        let source = SlowSource()
        let cache = source.cache()
        source.gate.open()
        _ = try await cache.credentials()
        source.close()
        source.pass(2999)

        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await cache.credentials().accessKeyID }
            await until { source.calls.value == 2 }
            source.pass(1)
            for _ in 0..<10 { group.addTask { try await cache.credentials().accessKeyID } }
            await until { cache.waiting == 10 }
            source.gate.open()
            for try await name in group { #expect(name == "key 2") }
        }

        #expect(source.calls.value == 2)
    }

    @Test("A failure is passed over until ten minutes before expiry, then it is everybody's")
    func failingRefresh() async throws {
        let source = SlowSource(failures: 3, after: 1)
        let cache = source.cache()
        source.gate.open()
        _ = try await cache.credentials()

        source.pass(2700)
        #expect(try await cache.credentials().accessKeyID == "key 1")
        #expect(try await cache.credentials().accessKeyID == "key 1")
        #expect(source.calls.value == 2)
        source.pass(60)
        #expect(try await cache.credentials().accessKeyID == "key 1")
        #expect(source.calls.value == 3)
        source.pass(240)
        await #expect(throws: AWSCredentialError.unreachable(.process)) { try await cache.credentials() }
        #expect(try await cache.credentials().accessKeyID == "key 5")
    }

    @Test("A caller that is cancelled while it refreshes ahead of time leaves what is held in place")
    func cancelledEarlyRefresh() async throws {
        let source = SlowSource()
        let cache = source.cache()
        source.gate.open()
        _ = try await cache.credentials()
        source.close()
        source.pass(2700)

        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await Self.error(of: cache) }
            await until { source.calls.value == 2 }
            group.cancelAll()
        }
        source.gate.open()

        #expect(try await cache.credentials().accessKeyID == "key 3")
    }

    @Test("Keys of an instance are used past their expiry while its service fails")
    func staticStability() async throws {
        let source = SlowSource(failures: 2, after: 1, kind: .instanceMetadata)
        let cache = source.cache()
        source.gate.open()
        _ = try await cache.credentials()

        source.pass(3700)
        #expect(try await cache.credentials().accessKeyID == "key 1")
        #expect(try await cache.credentials().accessKeyID == "key 1")
        #expect(source.calls.value == 2)
        source.pass(1000)
        await #expect(throws: AWSCredentialError.self) { try await cache.credentials() }
        #expect(try await cache.credentials().accessKeyID == "key 4")
    }

    @Test("What was refused is forgotten if it still is what is held")
    func invalidate() async throws {
        let source = SlowSource()
        let cache = source.cache()
        source.gate.open()
        let first = try await cache.credentials()

        await cache.invalidate(ifStill: first)
        let second = try await cache.credentials()
        await cache.invalidate(ifStill: first)

        #expect(second.accessKeyID == "key 2")
        #expect(try await cache.credentials().accessKeyID == "key 2")
        #expect(source.calls.value == 2)
    }

    @Test("Of many callers that were refused at once, one asks the source")
    func fresh() async throws {
        let source = SlowSource()
        let cache = source.cache()
        source.gate.open()
        _ = try await cache.credentials()
        source.pass(11)
        source.close()

        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<100 { group.addTask { try await cache.credentials(gotWithin: 10).accessKeyID } }
            await until { cache.waiting == 99 }
            source.gate.open()
            for try await name in group { #expect(name == "key 2") }
        }

        #expect(try await cache.credentials(gotWithin: 10).accessKeyID == "key 2")
        #expect(source.calls.value == 2)
    }

    @Test("A source that does not answer within a minute is given up")
    func limit() async {
        let asked = Mutex<Duration?>(nil)
        let cache = CredentialCache(
            now: { 0 },
            sleep: { limit in asked.withLock { $0 = limit } },
            resolve: { () throws(AWSCredentialError) in
                do { try await Gate().wait() } catch { throw .cancelled }
                throw .noCredentials
            }
        )

        await #expect(throws: AWSCredentialError.timedOut(seconds: 60)) { try await cache.credentials() }
        #expect(asked.withLock(\.self) == .seconds(60))
    }

    private static func error(of cache: CredentialCache) async -> AWSCredentialError? {
        do throws(AWSCredentialError) { _ = try await cache.credentials() } catch { return error }
        return nil
    }
}

/// A source that answers when its gate is open; its n-th answer is `key n` with an hour to live.
private final class SlowSource: Sendable {
    let calls = Counter()
    private let failing: ClosedRange<Int>
    private let kind: AWSCredentials.Source
    private let time = Mutex(0)
    private let current = Mutex(Gate())

    init(failures: Int = 0, after successes: Int = 0, kind: AWSCredentials.Source = .process) {
        failing = failures == 0 ? 0...0 : (successes + 1)...(successes + failures)
        self.kind = kind
    }

    var gate: Gate { current.withLock(\.self) }
    func close() { current.withLock { $0 = Gate() } }
    func pass(_ seconds: Int) { time.withLock { $0 += seconds } }

    func cache() -> CredentialCache {
        CredentialCache(
            now: { self.time.withLock(\.self) },
            sleep: { _ in try await Gate().wait() },
            resolve: { () throws(AWSCredentialError) in try await self.answer() }
        )
    }

    private func answer() async throws(AWSCredentialError) -> AWSCredentials {
        let number = calls.next()
        do { try await gate.wait() } catch { throw .unreachable(kind) }
        if failing.contains(number) { throw .unreachable(kind) }
        return .test("key \(number)", expiringAt: time.withLock(\.self) + 3600, source: kind)
    }
}
