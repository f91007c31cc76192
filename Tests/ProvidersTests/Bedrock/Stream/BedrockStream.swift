import NIOCore

/// The events of a small answer, to be put together by tests.
enum BedrockStream {
    static let start = event(
        """
        {"type":"message_start","message":{"id":"msg_bdrk_1","type":"message","role":"assistant",\
        "model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,"stop_sequence":null,\
        "usage":{"input_tokens":3,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1}}}
        """
    )
    static let blockStart = event(
        #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#
    )
    static let blockDelta = event(
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi 世界"}}"#
    )
    static let blockStop = event(#"{"type":"content_block_stop","index":0}"#)
    static let delta = event(
        #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}"#
    )
    static let stop = event(#"{"type":"message_stop"}"#)

    static let whole = [start, blockStart, blockDelta, blockStop, delta, stop]

    static func event(_ json: String) -> ByteBuffer { EventStreamFrame.chunk(json) }

    static func joined(_ frames: [ByteBuffer]) -> ByteBuffer {
        frames.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }
}
