import MessagesAPI
import NIOCore
import Providers

/// The tools that the tests' requests have.
let testToolNames: ToolNames = {
    let tools = #"[{"name":"get_weather","input_schema":{}},{"name":"mcp.files.read","input_schema":{}}]"#
    let body = ByteBuffer(string: #"{"model":"m","max_tokens":9,"messages":[],"tools":\#(tools)}"#)
    do {
        return ToolNames(try MessagesRequest(body: body).decoded())
    } catch {
        fatalError("The tools cannot be read: \(error)")
    }
}()

/// Events of a Responses stream, written in one line each.
enum ResponsesEvents {
    static let created = event(#"{"type":"response.created","response":{"status":"in_progress"}}"#)
    static let text = event(#"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Hi"}"#)
    static let completed = event(
        #"{"type":"response.completed","response":{"status":"completed","output":[],"usage":{"input_tokens":5,"output_tokens":1}}}"#
    )

    static func event(_ json: String) -> ByteBuffer { ByteBuffer(string: "data: \(json)\n\n") }

    static func joined(_ events: [ByteBuffer]) -> ByteBuffer {
        events.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }

    /// What a stream translator gives for some chunks.
    static func run(_ chunks: [ByteBuffer], _ context: TranslationContext = .test()) -> TranslatorRun {
        TranslatorRun(ResponsesToMessages(context: context), chunks)
    }

    /// What a translator of whole answers gives for a body.
    static func run(whole body: ByteBuffer, _ context: TranslationContext = .test()) -> TranslatorRun {
        TranslatorRun(ResponseToMessage(context: context), [body])
    }
}
