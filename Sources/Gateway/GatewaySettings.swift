import Providers

/// The waits of routing.
package struct GatewaySettings: Sendable, Equatable {
    /// Cool-down of a throttled target when the upstream names none: `routing.rate_limit_seconds`.
    package var rateLimitWindow: Duration
    /// Wait before the last target left is tried a second time: `routing.retry_timeout_millis`.
    package var retryDelay: Duration

    /// Cool-down for a quota per day or account.
    ///
    /// Bedrock does not say when it refills; a quarter of an hour keeps a spent target out of the way and still finds
    /// out the same day that it is back.
    static let quotaCooldown = Duration.seconds(15 * 60)
    /// Cool-down when our credential or its rights were refused: long enough not to lock an account by repetition.
    static let ourFaultCooldown = Duration.seconds(5 * 60)
    /// Cool-down of a target that keeps failing.
    static let failureCooldown = Duration.seconds(15)
    /// Failures in a row that make a target count as failing.
    static let failureThreshold = 3

    package init(rateLimitWindow: Duration, retryDelay: Duration) {
        self.rateLimitWindow = rateLimitWindow
        self.retryDelay = retryDelay
    }

    /// How long a target cools down; `nil` for not at all.
    func duration(of rule: CooldownRule, _ failure: UpstreamFailure, inARow count: () -> Int) -> Duration? {
        switch rule {
        case .none:
            nil
        case .rateLimit:
            failure.retryAfter ?? rateLimitWindow
        case .quota:
            failure.retryAfter ?? max(Self.quotaCooldown, rateLimitWindow)
        case .ourFault:
            Self.ourFaultCooldown
        case .repeatedFailures:
            if let asked = failure.retryAfter {
                asked
            } else {
                count() >= Self.failureThreshold ? Self.failureCooldown : nil
            }
        }
    }
}
