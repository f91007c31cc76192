import NIOCore
import Providers

/// What a translator gave for some chunks: its output, chunk by chunk, and how it ended.
struct TranslatorRun {
    private(set) var outputs: [ByteBuffer] = []
    private(set) var failure: UpstreamFailure?
    private(set) var translator: any ResponseTranslator

    init(_ translator: any ResponseTranslator, _ chunks: [ByteBuffer]) {
        self.translator = translator
        do throws(UpstreamFailure) {
            for chunk in chunks { outputs.append(try self.translator.push(chunk)) }
            outputs.append(try self.translator.finish())
        } catch {
            failure = error
        }
    }

    /// Runs a stream, one frame a chunk.
    init(events chunks: [ByteBuffer]) {
        self.init(BedrockEventsToMessages(requestedModel: "claude-sonnet-4-5"), chunks)
    }

    var output: ByteBuffer {
        outputs.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }

    var text: String { String(buffer: output) }
}
