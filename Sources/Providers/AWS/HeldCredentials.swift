/// Credentials in the cache and when they are to be replaced.
///
/// A value that decides; times are given.
struct HeldCredentials: Sendable {
    /// What is to be done before they are used.
    enum Need: Sendable, Hashable {
        /// Nothing: they are good.
        case nothing
        /// Somebody should replace them; everybody else uses them.
        case earlyRefresh
        /// They are not to be used any more.
        case refresh
    }

    /// The credentials.
    let credentials: AWSCredentials
    /// When they were got, in seconds since 1970-01-01T00:00:00Z.
    let fetchedAt: Int
    /// Until when they are used without another thought.
    private(set) var restUntil: Int
    /// Until when a refresh ahead of time is not tried again.
    private(set) var earlyRetryAt = Int.min

    /// Time left from which one caller refreshes, in seconds.
    ///
    /// Source: botocore 1.43.11, advisory refresh.
    static let advisoryWindow = 15 * 60
    /// Time left from which everybody waits for a refresh, in seconds.
    ///
    /// Source: botocore 1.43.11, mandatory refresh.
    static let mandatoryWindow = 10 * 60
    /// Time after which credentials without known expiry are got again, in seconds, so that edited files are seen.
    static let unknownLifetime = 60 * 60
    /// Longest time after a refresh without another one, in seconds.
    ///
    /// Credentials that live shorter than the windows, such as a role of 15 minutes, would be replaced at every request.
    static let longestRest = 5 * 60
    /// Pause after a refresh ahead of time that failed, in seconds: a source that is down is not asked by each request.
    static let retryPause = 60
    /// Time past their expiry that keys of an instance are used while its metadata service fails, in seconds.
    static let staticStability = 15 * 60

    /// Holds credentials got at `now`.
    init(_ credentials: AWSCredentials, at now: Int) {
        self.credentials = credentials
        fetchedAt = now
        let left = credentials.expiration.map { max(0, $0 - now) } ?? Self.unknownLifetime
        restUntil = now + min(Self.longestRest, left / 2)
        // Expired keys come from an instance's metadata service only, which says so when it has trouble of its own.
        if left == 0 { restUntil = now + Self.retryPause }
    }

    /// What is to be done at `now`.
    func need(at now: Int) -> Need {
        // A clock that was set back must not make a rest endless.
        if now < restUntil, now >= fetchedAt { return .nothing }
        guard let expiration = credentials.expiration else {
            return now - fetchedAt >= Self.unknownLifetime || now < fetchedAt ? .refresh : .nothing
        }
        let left = expiration - now
        if left <= Self.mandatoryWindow { return .refresh }
        return left <= Self.advisoryWindow && now >= earlyRetryAt ? .earlyRefresh : .nothing
    }

    /// Whether they may be used although a refresh failed at `now`; then that is not tried again for a while.
    mutating func survivesFailure(at now: Int) -> Bool {
        earlyRetryAt = now + Self.retryPause
        let isStable =
            credentials.source == .instanceMetadata
            && credentials.expiration.map { now < $0 + Self.staticStability } ?? false
        if isStable { restUntil = now + Self.retryPause }
        return isStable
    }
}
