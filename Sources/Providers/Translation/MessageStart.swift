import JSONBytes
import MessagesAPI
package import NIOCore

/// The first event of a message whose upstream tells the numbers only at its end.
///
/// The input tokens are an estimate: clients show the number of this event for as long as the message runs, and a zero
/// would say that the window is empty.
package struct MessageStart: Sendable {
    package let id: String
    package let model: String
    package let estimatedInputTokens: Int

    /// The event's JSON.
    package var event: ByteBuffer {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", "message_start")
        json.key("message")
        json.beginObject()
        json.member("id", id)
        json.member("type", "message")
        json.member("role", "assistant")
        json.member("model", model)
        json.key("content")
        json.beginArray()
        json.endArray()
        json.key("stop_reason")
        json.null()
        json.key("stop_sequence")
        json.null()
        json.key("usage")
        usage.write(to: &json)
        json.endObject()
        json.endObject()
        return ByteBuffer(bytes: json.bytes)
    }

    private var usage: MessageUsage {
        MessageUsage(.init(), estimatedInputTokens: estimatedInputTokens, estimatedOutputTokens: 1)
    }
}
