import Gateway
import Providers
import Testing

@Suite("Disposition")
struct DispositionTests {
    @Test("Every kind of failure has its row", arguments: UpstreamFailure.Kind.allCases)
    func table(_ kind: UpstreamFailure.Kind) {
        let expected: Disposition =
            switch kind {
            case .rateLimited: .tryNext(.rateLimit)
            case .quotaExhausted, .billing: .tryNext(.quota)
            case .overloaded, .unavailable, .timedOut, .network, .malformed, .incomplete, .misconfigured:
                .tryNext(.repeatedFailures)
            case .authentication, .permission, .modelNotFound, .credentialExpired, .clockSkew: .tryNext(.ourFault)
            case .unsupportedFeature, .modelFault, .localLimit: .tryNext(.none)
            case .contextTooLong: .tryOtherModel
            case .requestTooLarge: .tryOtherProvider
            case .invalidRequest, .clientAuthentication: .giveUp
            }
        #expect(UpstreamFailure(kind, "").disposition(after: []) == expected)
    }

    @Test("A change is tried once, and three changes at most")
    func adjustments() {
        let failure = UpstreamFailure(.clockSkew, "", adjustment: .clockOffset(seconds: 9))

        #expect(failure.disposition(after: []) == .retrySame(.clockOffset(seconds: 9)))
        #expect(failure.disposition(after: [.clockOffset(seconds: 9)]) == .tryNext(.ourFault))
        #expect(failure.disposition(after: [.clockOffset(seconds: 8)]) == .tryNext(.ourFault), "once is enough")
        #expect(
            failure.disposition(after: [.withoutBetas, .freshCredentials, .withoutSystemTurns]) == .tryNext(.ourFault)
        )
    }
}
