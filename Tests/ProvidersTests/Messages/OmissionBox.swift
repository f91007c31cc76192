import Providers
import Synchronization

/// Keeps what a provider told.
final class OmissionBox: Sendable {
    private let told = Mutex<[[String]]>([])

    func note(_ target: Target, _ names: [String]) { told.withLock { $0.append(names) } }

    var names: [[String]] { told.withLock { $0 } }
}
