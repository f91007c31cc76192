package import MessagesAPI
package import Providers

/// Turns what happened upstream into the error the client is told.
package enum FinalError {
    /// Longest `retry-after` told to a client, in seconds: some SDKs do not retry at all when asked to wait longer.
    package static let longestRetryAfter: Int64 = 60

    /// A target and why its attempt failed.
    package typealias Failed = (target: Target.ID, failure: UpstreamFailure)

    /// A failure that ends the request at once, or ends a stream that had begun: the upstream's own words, because
    /// clients act upon them.
    package static func relayed(_ failure: UpstreamFailure) -> APIError {
        // The client's own credential may be unknown or may not do this; which of them it is decides what a client does.
        let isForbidden = failure.kind == .clientAuthentication && failure.status == 403
        return APIError(
            isForbidden ? .permission : kind(of: failure.kind),
            failure.message,
            shouldRetry: failure.kind.isOurFault ? false : nil
        )
    }

    /// Every target of the plan failed: the most useful of their errors, with a word on each.
    package static func exhausted(_ failed: [Failed], cooling: [Cooldown], now: Timestamp) -> APIError {
        guard let worst = failed.min(by: { rank($0.failure.kind) < rank($1.failure.kind) }) else {
            return APIError(.api, "No variant is configured for this model.", shouldRetry: false)
        }
        if worst.failure.kind == .unsupportedFeature, let error = waiting(failed, cooling: cooling, now: now) {
            return error
        }
        let isUnknown = isUnknownModel(failed, cooling: cooling)
        let kind = isUnknown ? .notFound : kind(of: worst.failure.kind)
        // What the client can change itself is told word for word: it acts upon the words.
        guard kind != .invalidRequest, kind != .requestTooLarge else { return relayed(worst.failure) }
        let wait = wait(before: kind, failed, cooling: cooling, now: now)
        return APIError(
            kind,
            "\(failed.count == 1 ? "The only attempt" : "All \(failed.count) attempts") failed: \(summary(of: failed))",
            retryAfterSeconds: wait,
            shouldRetry: worst.failure.kind.isOurFault ? false : (wait == nil ? nil : true)
        )
    }

    /// Seconds until another try is worth it; `nil` where the client knows as much as we do.
    ///
    /// What a person must mend first is not waited for, nor anything at all while a target is free that may answer next
    /// time.
    private static func wait(
        before kind: APIError.Kind,
        _ failed: [Failed],
        cooling: [Cooldown],
        now: Timestamp
    ) -> Int? {
        let resting = Set(cooling.map(\.target))
        let isFree = failed.contains { $0.failure.isTransient && !resting.contains($0.target) }
        let mending = cooling.filter { !$0.isOurFault }
        switch kind {
        case .rateLimit: return isFree ? 1 : retryAfter(mending, now: now)
        case .overloaded: return isFree || mending.isEmpty ? nil : retryAfter(mending, now: now)
        default: return nil
        }
    }

    /// Targets that were asked cannot take a part of the request, but others that could are only cooling down.
    ///
    /// `nil` if there are none; those that a person must mend first do not count.
    private static func waiting(_ failed: [Failed], cooling: [Cooldown], now: Timestamp) -> APIError? {
        let unable = Set(failed.filter { $0.failure.kind == .unsupportedFeature }.map(\.target))
        let hopeful = cooling.filter { cooldown in
            !unable.contains(cooldown.target) && !cooldown.isOurFault
        }
        guard !hopeful.isEmpty else { return nil }
        return APIError(
            .rateLimit,
            "What may take this request is cooling down. \(list(hopeful, now: now)). What is not cannot take it: "
                + summary(of: failed),
            retryAfterSeconds: retryAfter(hopeful, now: now),
            shouldRetry: true
        )
    }

    private static func list(_ cooling: [Cooldown], now: Timestamp) -> String {
        let words = cooling.map { cooldown in
            let seconds = max(1, cooldown.until.duration(since: now).wholeSeconds)
            return "\(cooldown.target): \(cooldown.reason) for another \(seconds) s"
        }
        return words.joined(separator: "; ")
    }

    /// Every target of the route is cooling down, so that nothing was tried.
    package static func allCooling(_ cooling: [Cooldown], now: Timestamp) -> APIError {
        let message = "Every variant of this route is cooling down. " + list(cooling, now: now)
        let reasons = cooling.map { UpstreamFailure.Kind(rawValue: $0.reason) }
        if !reasons.isEmpty, reasons.allSatisfy({ $0 == .modelNotFound }) {
            return APIError(.notFound, message, shouldRetry: false)
        }
        let mending = cooling.filter { !$0.isOurFault }
        guard !mending.isEmpty else { return APIError(.api, message, shouldRetry: false) }
        return APIError(.rateLimit, message, retryAfterSeconds: retryAfter(mending, now: now), shouldRetry: true)
    }

    /// Whether every target said last that it does not know the model: then it is the route's or the client's name for it
    /// that is wrong.
    ///
    /// Claude Code answers a 404 by telling its user that there is an issue with the selected model; a 500 would look like a
    /// fault that goes away.
    private static func isUnknownModel(_ failed: [Failed], cooling: [Cooldown]) -> Bool {
        let last = Dictionary(failed.map { ($0.target, $0.failure.kind) }, uniquingKeysWith: { $1 })
        return last.values.allSatisfy { $0 == .modelNotFound }
            && cooling.allSatisfy { UpstreamFailure.Kind(rawValue: $0.reason) == .modelNotFound }
    }

    private static func retryAfter(_ cooling: [Cooldown], now: Timestamp) -> Int {
        let soonest = cooling.map { $0.until.duration(since: now).wholeSeconds }.min() ?? 1
        return Int(min(max(soonest, 1), longestRetryAfter))
    }

    private static func summary(of failed: [Failed]) -> String {
        let shown = failed.prefix(summaryCount).map { item in
            let status = item.failure.status.map { "\($0) " } ?? ""
            return "\(item.target): \(status)\(item.failure.upstreamType ?? item.failure.kind.rawValue): "
                + item.failure.message.prefix(summaryLimit)
        }
        let rest = failed.count - shown.count
        return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
    }

    /// Attempts listed in a summary.
    private static let summaryCount = 10

    /// Characters of each upstream's message in a summary.
    private static let summaryLimit = 200

    /// What a client should hear first: a wait it can obey, then overload, then what it can change itself.
    private static func rank(_ kind: UpstreamFailure.Kind) -> Int {
        switch kind {
        case .rateLimited, .quotaExhausted: 0
        case .overloaded, .modelFault, .localLimit: 1
        case .contextTooLong, .requestTooLarge, .invalidRequest, .unsupportedFeature: 2
        case .unavailable, .timedOut, .network, .malformed, .incomplete: 3
        case .billing: 4
        case .authentication, .permission, .modelNotFound, .credentialExpired, .clockSkew, .misconfigured: 5
        case .clientAuthentication: 2
        }
    }

    /// The error type for a kind of failure.
    ///
    /// Our own credential's refusal is never told as 401 or 403: the client would throw its own key away. Only where that
    /// key itself was passed on and refused it must hear so.
    private static func kind(of kind: UpstreamFailure.Kind) -> APIError.Kind {
        switch kind {
        case .rateLimited, .quotaExhausted: .rateLimit
        case .overloaded, .modelFault, .localLimit: .overloaded
        case .billing: .billing
        case .timedOut: .timeout
        case .unavailable, .network, .malformed, .incomplete: .api
        case .authentication, .permission, .modelNotFound, .credentialExpired, .clockSkew, .misconfigured: .api
        case .unsupportedFeature, .invalidRequest, .contextTooLong: .invalidRequest
        case .requestTooLarge: .requestTooLarge
        case .clientAuthentication: .authentication
        }
    }
}

extension Cooldown {
    /// Whether a person must mend something before the target can answer.
    fileprivate var isOurFault: Bool { UpstreamFailure.Kind(rawValue: reason)?.isOurFault == true }
}
