import Providers
import Synchronization

/// Names that were noted, in their order.
final class Names: Sendable {
    private let names = Mutex<[String]>([])

    var all: [String] { names.withLock { $0 } }

    @Sendable func note(_ target: Target, _ more: [String]) {
        names.withLock { $0 += more }
    }
}
