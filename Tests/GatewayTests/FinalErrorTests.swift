import Gateway
import MessagesAPI
import Providers
import Testing

@Suite("Final error")
struct FinalErrorTests {
    @Test(
        "The client hears that its own credential was refused, in the upstream's words",
        arguments: [
            (nil as Int?, APIError.Kind.authentication, 401), (401, .authentication, 401), (403, .permission, 403),
        ]
    )
    func clientCredential(_ upstream: Int?, _ kind: APIError.Kind, _ status: Int) {
        let error = FinalError.relayed(UpstreamFailure(.clientAuthentication, "invalid x-api-key", status: upstream))

        #expect(error == APIError(kind, "invalid x-api-key", status: status))
    }

    @Test(
        "The client never hears 401 or 403 when it is our credential",
        arguments: [
            UpstreamFailure.Kind.authentication, .permission, .credentialExpired,
        ]
    )
    func ourCredential(_ kind: UpstreamFailure.Kind) {
        let error = FinalError.relayed(UpstreamFailure(kind, "invalid x-api-key", status: 401))

        #expect(error.kind == .api)
        #expect(error.status == 500)
        #expect(error.shouldRetry == false)
    }

    @Test(
        "A client waits neither for what a person must mend, nor while a target is free that may answer",
        arguments: [
            (UpstreamFailure.Kind.overloaded, [] as [UpstreamFailure.Kind], nil as Int?),
            (.overloaded, [.authentication], nil), (.overloaded, [.rateLimited], 1),
            (.modelFault, [.authentication], nil), (.modelFault, [.authentication, .rateLimited], 30),
            (.unavailable, [.rateLimited], 1), (.timedOut, [.rateLimited], 30),
            (.timedOut, [.rateLimited, .authentication], 30),
        ]
    )
    func waits(_ free: UpstreamFailure.Kind, _ resting: [UpstreamFailure.Kind], _ seconds: Int?) {
        let now = Timestamp(milliseconds: 1_000_000)
        let failed = ([free] + resting).map { kind in
            (target: Target.ID(rawValue: kind.rawValue), failure: UpstreamFailure(kind, "No."))
        }
        let cooling = resting.map { kind in
            Cooldown(
                target: Target.ID(rawValue: kind.rawValue),
                // What a person must mend looks as if it were over first.
                until: now.advanced(by: .seconds(kind == .rateLimited ? 30 : 20)),
                reason: kind.rawValue,
                detail: ""
            )
        }

        let error = FinalError.exhausted(failed, cooling: cooling, now: now)

        #expect(error.retryAfterSeconds == seconds)
        #expect(error.shouldRetry == (seconds == nil ? nil : true))
    }

    @Test("Where all rest, the client waits for the first that comes back by itself")
    func allResting() {
        let now = Timestamp(milliseconds: 1_000_000)
        let cooling = [("authentication", 20), ("rate_limited", 30)].map { reason, seconds in
            Cooldown(
                target: Target.ID(rawValue: reason),
                until: now.advanced(by: .seconds(seconds)),
                reason: reason,
                detail: ""
            )
        }

        #expect(FinalError.allCooling(cooling, now: now).retryAfterSeconds == 30)
        #expect(FinalError.allCooling([cooling[0]], now: now).shouldRetry == false)
    }
}
