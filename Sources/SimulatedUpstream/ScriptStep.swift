import NIOCore

/// One thing that a connection does while it answers.
enum ScriptStep {
    /// Sends bytes; `kind` is for the record.
    case write(ByteBuffer, kind: String)
    case pause(ScriptPause)
    /// RST.
    case reset
    /// FIN, after everything written has gone out.
    case close
    /// The answer is complete; the connection stays open or is closed.
    case finish(keepsAlive: Bool)
}
