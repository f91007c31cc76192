/// Gives every request valid AWS credentials and asks their source as rarely as can be.
///
/// One caller at a time asks the source, inside its own call; see ``SingleFlight`` for who waits and what happens when
/// that caller is cancelled. From 15 minutes before the expiry one caller refreshes while the others go on with what
/// is held, and a failure is passed over; from 10 minutes before, everybody waits and a failure is everybody's. Keys of
/// an instance outlive their expiry for a while when the metadata service fails. Credentials without known expiry are
/// got again every hour.
///
/// - Note: Source: windows of botocore 1.43.11, `RefreshableCredentials`.
public actor CredentialCache {
    /// Gets credentials from their source.
    public typealias Resolve = @Sendable () async throws(AWSCredentialError) -> AWSCredentials

    private let resolve: Resolve
    private let sleep: @Sendable (Duration) async throws -> Void
    private let flight = SingleFlight<Result<AWSCredentials, AWSCredentialError>>()
    private var held: HeldCredentials?

    /// Seconds since 1970-01-01T00:00:00Z, by the clock that expiry is held against.
    nonisolated let now: @Sendable () -> Int

    /// Number of callers that wait for another one to ask the source.
    nonisolated var waiting: Int { flight.followerCount }

    /// Longest time that asking the source may take, in seconds; some sources wait for the user.
    static let resolveLimit = 60

    /// Makes an empty cache.
    ///
    /// - Parameters:
    ///   - now: Seconds since 1970-01-01T00:00:00Z.
    ///   - sleep: Waits; throws at once when the task is cancelled.
    ///   - resolve: Gets credentials from their source; must end soon after its task is cancelled.
    public init(
        now: @escaping @Sendable () -> Int,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        resolve: @escaping Resolve
    ) {
        self.now = now
        self.sleep = sleep
        self.resolve = resolve
    }

    /// Makes an empty cache over the usual sources.
    public init(settings: AWSCredentialSettings, environment: AWSEnvironment) {
        let chain = CredentialChain(settings: settings, environment: environment)
        self.init(now: environment.now, sleep: environment.sleep) { () throws(AWSCredentialError) in
            try await chain.credentials()
        }
    }

    /// Credentials that are good for now.
    ///
    /// - Throws: ``AWSCredentialError``; `cancelled` only if the caller itself was cancelled.
    public func credentials() async throws(AWSCredentialError) -> AWSCredentials {
        guard let held else { return try await refresh() }
        switch held.need(at: now()) {
        case .nothing: return held.credentials
        case .earlyRefresh: return await refreshEarly(held.credentials)
        case .refresh: return try await refresh()
        }
    }

    /// Credentials that were got from their source no longer than `seconds` ago.
    ///
    /// For the second try after the upstream said that they have expired: of many requests refused at once, one asks the
    /// source and the others take what it got.
    /// - Throws: ``AWSCredentialError``.
    public func credentials(gotWithin seconds: Int) async throws(AWSCredentialError) -> AWSCredentials {
        if let held, now() - held.fetchedAt > seconds { self.held = nil }
        return try await credentials()
    }

    /// Forgets what is held if it still is `refused`; newer credentials stay.
    public func invalidate(ifStill refused: AWSCredentials) {
        if held?.credentials == refused { held = nil }
    }

    private func refreshEarly(_ current: AWSCredentials) async -> AWSCredentials {
        guard flight.tryLead() else { return current }
        switch await lead() {
        case .success(let fresh): return fresh
        // Passed over, whatever it was: what is held is good for minutes, and the next caller tries again.
        case .failure: return current
        }
    }

    private func refresh() async throws(AWSCredentialError) -> AWSCredentials {
        switch await flight.join() {
        case .cancelled: throw .cancelled
        case .follower(let outcome): return try outcome.get()
        case .leader: return try await leadUnlessDone().get()
        }
    }

    /// A caller may become the leader just after another one has finished; then there is nothing left to do.
    private func leadUnlessDone() async -> Result<AWSCredentials, AWSCredentialError> {
        guard let held, held.need(at: now()) != .refresh else { return await lead() }
        flight.finish(.success(held.credentials))
        return .success(held.credentials)
    }

    private func lead() async -> Result<AWSCredentials, AWSCredentialError> {
        let outcome = Task.isCancelled ? .failure(.cancelled) : await resolveWithinLimit()
        if case .failure = outcome, Task.isCancelled {
            // Whatever went wrong may be due to this caller's leaving; the next one finds out.
            flight.abandon()
            return .failure(.cancelled)
        }
        let settled = settle(outcome)
        flight.finish(settled)
        return settled
    }

    /// Keeps what came; keeps the old keys of an instance if nothing came.
    private func settle(
        _ outcome: Result<AWSCredentials, AWSCredentialError>
    ) -> Result<AWSCredentials, AWSCredentialError> {
        switch outcome {
        case .success(let credentials):
            held = HeldCredentials(credentials, at: now())
            return outcome
        case .failure:
            guard held?.survivesFailure(at: now()) == true, let held else { return outcome }
            return .success(held.credentials)
        }
    }

    private func resolveWithinLimit() async -> Result<AWSCredentials, AWSCredentialError> {
        let (resolve, sleep) = (resolve, sleep)
        return await withTaskGroup(of: Result<AWSCredentials, AWSCredentialError>.self) { group in
            group.addTask {
                do throws(AWSCredentialError) { return .success(try await resolve()) } catch { return .failure(error) }
            }
            group.addTask {
                do { try await sleep(.seconds(Self.resolveLimit)) } catch { return .failure(.cancelled) }
                return .failure(.timedOut(seconds: Self.resolveLimit))
            }
            let first = await group.next() ?? .failure(.cancelled)
            group.cancelAll()
            return first
        }
    }
}
