/// A place in a streamed answer; a break happens just before what stands there.
package enum StreamPoint: Sendable, Hashable {
    /// Before anything is written.
    case beforeHead
    /// Head written, no event yet. The same place as `.event(0)`.
    case beforeFirstEvent
    /// Before the first `content_block_start`: only `message_start` was sent.
    case beforeFirstBlock
    /// Before the first `content_block_delta`.
    case beforeFirstDelta
    /// Right after the first `content_block_delta`.
    case afterFirstDelta
    /// Right after the first `content_block_stop`.
    case afterFirstBlock
    /// Before `message_delta`: all content was sent.
    case beforeMessageDelta
    /// Before `message_stop`.
    case beforeMessageStop
    /// Before the event with this index, counted from 0 = `message_start`.
    case event(Int)
}
