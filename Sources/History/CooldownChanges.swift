import Gateway
import Providers

/// What is to be changed in the stored cool-downs: the last word on each target.
struct CooldownChanges: Sendable, Equatable {
    /// Targets remembered at once.
    ///
    /// They come from the configuration, which has a few dozen; this only bounds a mistake.
    static let targetLimit = 10_000

    private(set) var clearsAll = false
    /// The cool-down to store, or `nil` to forget the target's.
    private(set) var byTarget: [Target.ID: Cooldown?] = [:]

    var isEmpty: Bool { !clearsAll && byTarget.isEmpty }

    mutating func save(_ cooldown: Cooldown) { set(cooldown, for: cooldown.target) }

    mutating func remove(_ target: Target.ID?) {
        if let target {
            set(nil, for: target)
        } else {
            self = CooldownChanges()
            clearsAll = true
        }
    }

    /// Takes over changes that came after these.
    mutating func merge(_ later: CooldownChanges) {
        guard !later.clearsAll else {
            self = later
            return
        }
        for (target, cooldown) in later.byTarget { set(cooldown, for: target) }
    }

    private mutating func set(_ cooldown: Cooldown?, for target: Target.ID) {
        guard byTarget.count < Self.targetLimit || byTarget.keys.contains(target) else { return }
        byTarget.updateValue(cooldown, forKey: target)
    }
}
