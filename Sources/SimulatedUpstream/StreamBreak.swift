/// What happens at the point where a streamed answer breaks.
package enum StreamBreak: Sendable {
    // What ends the answer.
    /// An exception frame, then the orderly end of the body.
    case exception(StreamException)
    /// The failure as the vendor tells it in a stream whose status was 200, then the orderly end of the body.
    case failure(VendorFailure)
    /// A frame of message type `error`, then the orderly end of the body.
    case errorFrame(code: String, message: String)
    /// RST. What was written before has ``SimulatedUpstream/Settings/resetDelay`` to be read.
    case reset
    /// Half of the next frame, then RST.
    case resetMidFrame
    /// FIN without the end of the HTTP body.
    case close
    /// Half of the next frame, then FIN.
    case closeMidFrame
    /// The orderly end of the HTTP body, without the events that are left.
    case end
    /// Half of the next frame, then the orderly end of the HTTP body.
    case endMidFrame

    // What the answer survives: the rest goes on as it was.
    /// Waits; goes on when the pause ends, if it does.
    case stall(ScriptPause)
    /// Damages the next frame.
    case damage(FrameDamage)
    /// Leaves the next event out.
    case omit
    /// Sends the next event after the one that follows it.
    case swap
    /// Sends an event with this inner JSON first.
    case inject(json: String)
    /// Sends a frame of this event type first, which a client has to skip.
    case foreignFrame(eventType: String, payload: String)
    /// Sends the `message_start` (again) first.
    case repeatMessageStart
    /// Mixes the content blocks' events, wherever the point is.
    case interleaveBlocks
}
