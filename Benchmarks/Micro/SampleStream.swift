import NIOCore
import Providers

/// Events as upstreams send them, with a handful of tokens each.
enum SampleStream {
    static let textDelta =
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" the quick brown fox"}}"#

    static let chatText = chat(#"{"content":" the quick brown fox"}"#)
    static let chatReasoning = chat(#"{"reasoning":" the quick brown fox"}"#)
    static let chatToolStart = chat(
        #"{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"mcp__server__tool0","#
            + #""arguments":"{\"p0\":\""}}]}"#
    )
    static let chatTool = chat(#"{"tool_calls":[{"index":0,"function":{"arguments":" the quick brown fox"}}]}"#)

    static let responsesOpening = [
        sse(
            "response.created",
            #"{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress"}}"#
        ),
        sse(
            "response.output_item.added",
            #"{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":"#
                + #"{"id":"msg_1","type":"message","status":"in_progress","content":[],"role":"assistant"}}"#
        ),
        sse(
            "response.content_part.added",
            #"{"type":"response.content_part.added","sequence_number":2,"item_id":"msg_1","output_index":0,"#
                + #""content_index":0,"part":{"type":"output_text","annotations":[],"text":""}}"#
        ),
    ]
    static let responsesText = sse(
        "response.output_text.delta",
        #"{"type":"response.output_text.delta","sequence_number":3,"item_id":"msg_1","output_index":0,"#
            + #""content_index":0,"delta":" the quick brown fox","logprobs":[],"obfuscation":"a1b2c3"}"#
    )

    static let messagesOpening = openingEvents.map { sse($0.name, $0.json) }
    static let messagesText = sse("content_block_delta", textDelta)
    static let bedrockOpening = openingEvents.map { bedrockFrame($0.json) }
    static let bedrockText = bedrockFrame(textDelta)

    private static let openingEvents = [
        (
            name: "message_start",
            json: #"{"type":"message_start","message":{"model":"claude-sonnet-4-5-20250929","id":"msg_1","#
                + #""type":"message","role":"assistant","content":[],"stop_reason":null,"stop_sequence":null,"#
                + #""usage":{"input_tokens":1000,"output_tokens":1}}}"#
        ),
        (
            name: "content_block_start",
            json: #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#
        ),
    ]

    private static func chat(_ delta: String) -> ByteBuffer {
        ByteBuffer(
            string: #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"model","#
                + #""system_fingerprint":"fp_1","choices":[{"index":0,"delta":\#(delta),"logprobs":null,"#
                + #""finish_reason":null}]}"# + "\n\n"
        )
    }

    private static func sse(_ name: String, _ json: String) -> ByteBuffer {
        ByteBuffer(string: "event: \(name)\ndata: \(json)\n\n")
    }

    /// A frame of Bedrock's event stream with an event of the Messages API in base64.
    ///
    /// - Note: Source: AWS event stream encoding (https://smithy.io/2.0/aws/amazon-eventstream.html, seen 2026-11-22).
    static func bedrockFrame(_ json: String) -> ByteBuffer {
        let payload = #"{"bytes":"\#(base64(Array(json.utf8)))","p":"abcdefghij"}"#
        var headers = ByteBuffer()
        for (name, value) in [
            (":event-type", "chunk"), (":content-type", "application/json"), (":message-type", "event"),
        ] {
            headers.writeInteger(UInt8(name.utf8.count))
            headers.writeString(name)
            headers.writeInteger(UInt8(7))
            headers.writeInteger(UInt16(value.utf8.count))
            headers.writeString(value)
        }
        var frame = ByteBuffer()
        frame.writeInteger(UInt32(headers.readableBytes + payload.utf8.count + 16))
        frame.writeInteger(UInt32(headers.readableBytes))
        frame.writeInteger(CRC32.checksum(of: frame.readableBytesSpan))
        frame.writeBuffer(&headers)
        frame.writeString(payload)
        frame.writeInteger(CRC32.checksum(of: frame.readableBytesSpan))
        return frame
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
