import JSONBytes
package import NIOCore

/// Writes one message as a whole, for clients that did not ask for a stream.
///
/// - Note: Source: Messages API, response (https://docs.claude.com/en/api/messages, seen 2026-11-22).
package struct MessageWriter: Sendable {
    /// How many blocks were written.
    package private(set) var blockCount = 0
    private var json: JSONWriter

    /// Begins a message.
    package init(id: String, model: String) {
        json = JSONWriter(capacity: 1024)
        json.beginObject()
        json.member("id", id)
        json.member("type", "message")
        json.member("role", "assistant")
        json.member("model", model)
        json.key("content")
        json.beginArray()
    }

    /// Writes a text block, unless the text is white space, which no client could send back.
    package mutating func text(_ text: String) {
        guard !text.isWhiteSpace else { return }
        block("text") { json in json.member("text", text) }
    }

    package mutating func thinking(_ text: String, signature: String) {
        block("thinking") { json in
            json.member("thinking", text)
            json.member("signature", signature)
        }
    }

    /// Writes a block of thinking that only the upstream can read.
    package mutating func redactedThinking(data: String) {
        block("redacted_thinking") { json in json.member("data", data) }
    }

    /// Writes a tool call; `input` is the JSON of an object.
    package mutating func toolUse(id: String, name: String, input: [UInt8]) {
        block("tool_use") { json in
            json.member("id", id)
            json.member("name", name)
            json.key("input")
            json.raw(input)
        }
    }

    /// Ends the message and returns it.
    package mutating func finish(_ end: MessageEnd, usage: MessageUsage) -> ByteBuffer {
        json.endArray()
        end.write(to: &json)
        json.key("usage")
        usage.write(to: &json)
        json.endObject()
        return ByteBuffer(bytes: json.bytes)
    }

    private mutating func block(_ type: String, content: (inout JSONWriter) -> Void) {
        blockCount += 1
        json.beginObject()
        json.member("type", type)
        content(&json)
        json.endObject()
    }
}

extension String {
    /// Whether there is nothing in it but white space; such a text block is refused when it is sent back.
    package var isWhiteSpace: Bool { allSatisfy(\.isWhitespace) }
}
