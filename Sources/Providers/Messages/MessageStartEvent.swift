import JSONBytes
import MessagesAPI
import NIOCore

/// A `message_start` with the model's name as the client asked for it, and with counts.
struct MessageStartEvent {
    /// The counts as the upstream knew them at the start.
    let usage: TokenUsage
    /// The event for the client.
    let json: ByteBuffer

    /// Reads an event that was validated before; `nil` if it holds no message.
    init?(reading event: ByteBuffer, model: MessageModelName) {
        let document = event.readableBytesSpan
        guard let members = try? JSON.members(of: document),
            let message = JSON.value("message", of: members, in: document),
            let parts = try? JSON.members(of: message, in: document)
        else { return nil }
        let tokens = JSON.value("usage", of: parts, in: document)
        usage = tokens.map { TokenUsage(reading: $0, in: document) } ?? TokenUsage()
        var edits = JSONEdits()
        model.replace(in: message, members: parts, of: document, edits: &edits)
        MissingUsage.fill(in: message, members: parts, of: document, edits: &edits)
        json = edits.buffer(of: document)
    }
}
