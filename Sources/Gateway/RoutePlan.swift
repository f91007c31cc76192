package import Providers

/// A route minus what is cooling down.
package struct RoutePlan: Sendable {
    /// What will be tried, in this order.
    package let targets: [Target]
    /// What is left out, and why.
    package let cooling: [Cooldown]

    package init(targets: [Target], cooldowns: CooldownTable) {
        var ready: [Target] = []
        var cooling: [Cooldown] = []
        for target in targets {
            if let cooldown = cooldowns.running(target.id) {
                cooling.append(cooldown)
            } else {
                ready.append(target)
            }
        }
        self.targets = ready
        self.cooling = cooling
    }
}
