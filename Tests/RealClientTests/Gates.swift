import SimulatedUpstream
import Synchronization

/// Gates by name, made when they are first asked for.
final class Gates: Sendable {
    private let gates = Mutex<[String: ScriptGate]>([:])

    subscript(name: String) -> ScriptGate {
        gates.withLock { gates in
            let gate = gates[name] ?? ScriptGate()
            gates[name] = gate
            return gate
        }
    }
}
