import Logging
import Providers
import Synchronization

/// Says once for each name what requests went without because the upstream does not take it.
final class OmissionLog: Sendable {
    /// Names remembered at most; names come from clients.
    private static let capacity = 512

    private let logger: Logger
    private let told = Mutex<Set<String>>([])

    init(logger: Logger) { self.logger = logger }

    func note(_ target: Target, _ omissions: BedrockOmissions) {
        tell(omissions.fields, "field", target)
        tell(omissions.betas, "beta flag", target)
        tell(omissions.tools, "server tool", target)
    }

    func note(_ target: Target, _ names: [String]) { tell(names, "part", target) }

    private func tell(_ names: [String], _ kind: String, _ target: Target) {
        for name in names {
            let isNew = told.withLock { told in
                told.count < Self.capacity && told.insert("\(kind) \(name)").inserted
            }
            guard isNew else { continue }
            logger.notice(
                "left out of requests: the upstream does not take it",
                metadata: ["omitted.kind": "\(kind)", "omitted.name": "\(name)", "target.id": "\(target.id)"]
            )
        }
    }
}
