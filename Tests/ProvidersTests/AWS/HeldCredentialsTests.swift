import Testing

@testable import Providers

@Suite("When credentials are replaced")
struct HeldCredentialsTests {
    @Test(
        "One hour of life: used for 45 minutes, refreshed by one for 5, by all from then on",
        arguments: [
            (0, HeldCredentials.Need.nothing), (2699, .nothing), (2700, .earlyRefresh), (2999, .earlyRefresh),
            (3000, .refresh), (3600, .refresh), (9999, .refresh), (-1, .nothing), (-9999, .nothing),
        ]
    )
    func windows(_ time: Int, _ need: HeldCredentials.Need) {
        let held = HeldCredentials(.test(expiringAt: 3600), at: 0)

        #expect(held.need(at: time) == need)
    }

    @Test("Credentials without known expiry are got again after an hour, or when the clock was set back")
    func unknown() {
        let held = HeldCredentials(.test(expiringAt: nil), at: 0)

        #expect(held.need(at: 3599) == .nothing)
        #expect(held.need(at: 3600) == .refresh)
        #expect(held.need(at: -1) == .refresh)
    }

    @Test("Credentials that live shorter than the windows are left alone for half their life, at most 5 minutes")
    func short() {
        let quarter = HeldCredentials(.test(expiringAt: 900), at: 0)
        let minute = HeldCredentials(.test(expiringAt: 60), at: 0)

        #expect(quarter.need(at: 299) == .nothing)
        #expect(quarter.need(at: 300) == .refresh)
        #expect(minute.need(at: 29) == .nothing)
        #expect(minute.need(at: 30) == .refresh)
    }

    @Test("A refresh ahead of time that failed is not tried again for a minute")
    func pause() {
        var held = HeldCredentials(.test(expiringAt: 3600), at: 0)

        let survives = held.survivesFailure(at: 2700)

        #expect(!survives)
        #expect(held.need(at: 2759) == .nothing)
        #expect(held.need(at: 2760) == .earlyRefresh)
    }

    @Test("Keys of an instance outlive their expiry by 15 minutes and try once a minute")
    func stability() {
        var held = HeldCredentials(.test(expiringAt: 3600, source: .instanceMetadata), at: 0)

        let during = held.survivesFailure(at: 4000)
        #expect(during)
        #expect(held.need(at: 4059) == .nothing)
        #expect(held.need(at: 4060) == .refresh)
        let (last, after) = (held.survivesFailure(at: 4499), held.survivesFailure(at: 4500))
        #expect(last)
        #expect(!after)
    }

    @Test("Keys that an instance gives expired are used for a minute before it is asked again")
    func givenExpired() {
        let held = HeldCredentials(.test(expiringAt: 0, source: .instanceMetadata), at: 100)

        #expect(held.need(at: 159) == .nothing)
        #expect(held.need(at: 160) == .refresh)
    }
}

extension AWSCredentials {
    static func test(
        _ name: String = "AKID",
        expiringAt expiration: Int?,
        source: Source = .process
    ) -> AWSCredentials {
        AWSCredentials(
            accessKeyID: name,
            secretAccessKey: Secret("s"),
            sessionToken: nil,
            expiration: expiration,
            source: source
        )
    }
}
