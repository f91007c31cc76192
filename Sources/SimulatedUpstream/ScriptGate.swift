import Synchronization

/// Holds scripted answers at a place until a test lets them go on; once open it stays open.
package final class ScriptGate: Sendable {
    private struct State {
        var isOpen = false
        /// One entry for each answer that waits here, so not more than there are connections.
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Lets everything that waits here, and everything that comes later, go on.
    package func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for resume in waiting { resume() }
    }

    /// Calls `resume` when the gate is open, which may be now.
    func whenOpen(_ resume: @escaping @Sendable () -> Void) {
        let isOpen = state.withLock { state in
            if !state.isOpen { state.waiting.append(resume) }
            return state.isOpen
        }
        if isOpen { resume() }
    }
}
