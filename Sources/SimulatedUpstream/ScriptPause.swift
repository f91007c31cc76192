/// A wait inside a scripted answer.
package enum ScriptPause: Sendable {
    case none
    /// Real time.
    case time(Duration)
    /// Until a test opens the gate: an answer can be held at a known place without sleeping.
    case gate(ScriptGate)
    /// Until the peer goes away or the upstream is stopped.
    case forever
}
