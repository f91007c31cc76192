import NIOCore
import Providers

/// What a translator gave for some chunks, as the gateway asks for it: a failure that is behind good events is called for
/// with an empty chunk.
struct PassthroughRun {
    private(set) var outputs: [ByteBuffer] = []
    private(set) var failure: UpstreamFailure?
    private(set) var translator: any ResponseTranslator

    init(_ chunks: [ByteBuffer], model: String = "claude-sonnet-4-5") {
        self.init(MessagesPassthrough(requestedModel: model, vendorName: "Anthropic"), chunks)
    }

    init(_ translator: any ResponseTranslator, _ chunks: [ByteBuffer]) {
        self.translator = translator
        do throws(UpstreamFailure) {
            for chunk in chunks {
                outputs.append(try self.translator.push(chunk))
                outputs.append(try self.translator.push(ByteBuffer()))
            }
            outputs.append(try self.translator.finish())
        } catch {
            failure = error
        }
    }

    var output: ByteBuffer {
        outputs.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }

    var text: String { String(buffer: output) }
}

/// The events of a small answer, to be put together by tests.
enum MessagesStream {
    static let start = event(
        "message_start",
        """
        {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
        "model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,\
        "usage":{"input_tokens":3,"output_tokens":1}}}
        """
    )
    static let blockStart = event(
        "content_block_start",
        #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#
    )
    static let blockDelta = event(
        "content_block_delta",
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi 世界"}}"#
    )
    static let blockStop = event("content_block_stop", #"{"type":"content_block_stop","index":0}"#)
    static let delta = event(
        "message_delta",
        #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}"#
    )
    static let stop = event("message_stop", #"{"type":"message_stop"}"#)
    static let overloaded = event(
        "error",
        #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#
    )

    static let whole = [start, blockStart, blockDelta, blockStop, delta, stop]

    static func event(_ name: String, _ json: String) -> ByteBuffer {
        ByteBuffer(string: "event: \(name)\ndata: \(json)\n\n")
    }

    static func joined(_ events: [ByteBuffer]) -> ByteBuffer {
        events.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }
}

extension ByteBuffer {
    /// The readable bytes before and after an offset.
    func halves(at offset: Int) -> [ByteBuffer] {
        let bytes = Array(buffer: self)
        return [ByteBuffer(bytes: bytes[..<offset]), ByteBuffer(bytes: bytes[offset...])]
    }
}
