package import Providers

/// A target that is left alone for a while, and why.
package struct Cooldown: Sendable, Equatable {
    package var target: Target.ID
    package var until: Timestamp
    /// ``UpstreamFailure/Kind``'s raw value.
    package var reason: String
    /// The upstream's words, redacted.
    package var detail: String

    package init(target: Target.ID, until: Timestamp, reason: String, detail: String) {
        self.target = target
        self.until = until
        self.reason = reason
        self.detail = detail
    }
}

/// Keeps cool-downs over a restart.
///
/// Must not wait or fail: it is called on the request's own task.
package protocol CooldownStore: Sendable {
    /// Remembers or replaces the target's cool-down.
    func save(_ cooldown: Cooldown)
    /// Forgets one target's cool-down, or all of them.
    func remove(_ target: Target.ID?)
}
