import JSONBytes
import MessagesAPI
package import NIOCore

/// Writes one message as the events of a Messages stream, and keeps their order right.
///
/// `message_start` and a `ping` go out with the first block or the end, whichever comes first, so that there is no
/// output before there is content. Blocks are numbered 0, 1, 2 …; opening one closes the one before.
/// - Note: Source: Messages API, streaming (https://docs.claude.com/en/docs/build-with-claude/streaming, seen
///   2026-11-22).
package struct MessageStreamWriter: Sendable {
    /// What kind of block is open.
    package enum Block: Sendable, Equatable { case text, thinking, toolUse }

    /// The block that is open now.
    package private(set) var open: Block?
    /// How many blocks were begun.
    ///
    /// More than ``MessagesAPI/MessageStreamGrammar/blockLimit`` are for the caller to refuse.
    package private(set) var blockCount = 0
    /// Whether `message_stop` was written.
    package private(set) var isComplete = false

    private let start: MessageStart
    private var output = ByteBuffer()
    private var isStarted = false
    /// A delta event of the open block, up to where its text begins.
    private var deltaHead: [UInt8] = []

    /// Makes a writer of one message; the parameters are those of its `message_start`.
    package init(id: String, model: String, estimatedInputTokens: Int) {
        start = MessageStart(id: id, model: model, estimatedInputTokens: estimatedInputTokens)
    }

    /// Whether nothing is there to be taken.
    package var isEmpty: Bool { output.readableBytes == 0 }

    /// Takes the events written since the last call.
    package mutating func take() -> ByteBuffer {
        defer { output = ByteBuffer() }
        return output
    }

    // MARK: Blocks

    /// Opens a text block.
    package mutating func openText() {
        openBlock(.text, delta: "text_delta", member: "text") { json in
            json.member("type", "text")
            json.member("text", "")
        }
    }

    /// Opens a thinking block; its `signature` is there from the start, since strict clients ask for it.
    package mutating func openThinking() {
        openBlock(.thinking, delta: "thinking_delta", member: "thinking") { json in
            json.member("type", "thinking")
            json.member("thinking", "")
            json.member("signature", "")
        }
    }

    /// Opens a tool call.
    package mutating func openToolUse(id: String, name: String) {
        openBlock(.toolUse, delta: "input_json_delta", member: "partial_json") { json in
            json.member("type", "tool_use")
            json.member("id", id)
            json.member("name", name)
            json.key("input")
            json.beginObject()
            json.endObject()
        }
    }

    /// Writes a whole block of thinking that only the upstream can read.
    package mutating func redactedThinking(data: String) {
        openBlock(.thinking, delta: "thinking_delta", member: "thinking") { json in
            json.member("type", "redacted_thinking")
            json.member("data", data)
        }
        closeBlock()
    }

    /// Adds text to the open block, as it stands between the quotes of a JSON string.
    ///
    /// The block is a text, a thinking block or a tool call, whose partial JSON this is. Nothing is written for no
    /// text, or where no block is open.
    package mutating func delta(escaped text: RawSpan) {
        guard open != nil, text.byteCount > 0 else { return }
        // One growth an event, and room for the block's end.
        output.reserveCapacity(minimumWritableBytes: deltaHead.count + text.byteCount + 128)
        output.writeBytes(deltaHead)
        text.withUnsafeBytes { _ = output.writeBytes($0) }
        output.writeStaticString("\"}}\n\n")
    }

    /// Adds text to the open block.
    package mutating func delta(_ text: String) {
        guard !text.isEmpty else { return }
        var json = JSONWriter(capacity: text.utf8.count + 16)
        json.value(text)
        let quoted = json.bytes.span.bytes
        delta(escaped: quoted.extracting(1..<quoted.byteCount - 1))
    }

    /// Closes the open block, if there is one; a thinking block gets its signature first.
    package mutating func closeBlock(signature: String? = nil) {
        guard let block = open else { return }
        if block == .thinking, let signature { write(signature: signature) }
        output.writeStaticString("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":")
        output.writeString(String(blockCount - 1))
        output.writeStaticString("}\n\n")
        open = nil
    }

    /// Writes the end of the message.
    package mutating func finish(_ end: MessageEnd, usage: MessageUsage) {
        guard !isComplete else { return }
        closeBlock()
        writeStart()
        var json = JSONWriter()
        json.beginObject()
        json.member("type", "message_delta")
        json.key("delta")
        json.beginObject()
        end.write(to: &json)
        json.endObject()
        json.key("usage")
        usage.write(to: &json)
        json.endObject()
        SSEWriter.write(.messageDelta, json: ByteBuffer(bytes: json.bytes), to: &output)
        output.writeStaticString("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
        isComplete = true
    }

    // MARK: Parts

    private mutating func openBlock(
        _ block: Block,
        delta: String,
        member: String,
        content: (inout JSONWriter) -> Void
    ) {
        guard !isComplete else { return }
        closeBlock()
        writeStart()
        var json = JSONWriter()
        json.beginObject()
        json.member("type", "content_block_start")
        json.member("index", blockCount)
        json.key("content_block")
        json.beginObject()
        content(&json)
        json.endObject()
        json.endObject()
        SSEWriter.write(.contentBlockStart, json: ByteBuffer(bytes: json.bytes), to: &output)
        deltaHead = Self.deltaHead(index: blockCount, type: delta, member: member)
        open = block
        blockCount += 1
    }

    private mutating func write(signature: String) {
        let head = Self.deltaHead(index: blockCount - 1, type: "signature_delta", member: "signature")
        let textHead = deltaHead
        deltaHead = head
        delta(signature)
        deltaHead = textHead
    }

    private mutating func writeStart() {
        guard !isStarted else { return }
        isStarted = true
        SSEWriter.write(.messageStart, json: start.event, to: &output)
        output.writeBytes(SSEWriter.ping)
    }

    private static func deltaHead(index: Int, type: String, member: String) -> [UInt8] {
        let head =
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":\(index),"
            + "\"delta\":{\"type\":\"\(type)\",\"\(member)\":\""
        return Array(head.utf8)
    }
}
