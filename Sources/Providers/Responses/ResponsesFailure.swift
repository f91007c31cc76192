import JSONBytes
import MessagesAPI
import NIOCore

/// Reads the errors that come inside of a Responses answer.
///
/// They come as `{"type":"response.failed","response":{"error":{…}}}`, as `{"type":"error","code":…,"message":…}`, or, from
/// servers that failed before they spoke the protocol, as `{"error":{…}}`; a whole answer has its `error` at the top.
/// - Note: Source: `response.failed` and `error` of the Responses API
///   (https://platform.openai.com/docs/api-reference/responses-streaming, seen 2026-11-22).
enum ResponsesFailure {
    /// Nothing was said, which an agent would take for the end of its work; another try may well give more.
    static let emptyAnswer = UpstreamFailure(.incomplete, "The upstream's answer is empty.", adjustment: .repeated)
    /// A call that cannot be passed on.
    static let unnamedCall = UpstreamFailure(
        .modelFault,
        "The upstream sent an unnamed tool call.",
        adjustment: .repeated
    )

    /// Most bytes of an error that are looked at; its message comes after few fields.
    private static let errorLimit = 64 * 1024

    /// The failure that an event tells of, or the object of a response in it.
    static func read(_ event: ResponsesEvent, _ data: ByteBuffer, _ context: TranslationContext) -> UpstreamFailure {
        let document = data.readableBytesSpan
        let members =
            (try? event.object.map { try JSON.members(of: $0, in: document) } ?? JSON.members(of: document)) ?? []
        return read(members, in: document, context)
    }

    /// The failure that the members of an object tell of: a response with an `error`, or the error itself.
    static func read(_ members: [JSONMember], in document: RawSpan, _ context: TranslationContext) -> UpstreamFailure {
        let error = JSON.value("error", of: members, in: document)
        var json = JSONWriter()
        json.beginObject()
        json.key("error")
        if let error, error.kind != .null {
            json.raw(document.extracting(error.range))
        } else {
            write(members, of: document, to: &json)
        }
        json.endObject()
        var failure = ChatCompletionsFailure.inStream(ByteBuffer(bytes: json.bytes), vendorName: context.vendorName)
        // There is no status here that would say whose fault it is.
        if failure.kind == .unavailable, isRequestFault(code(of: error, members, in: document)) {
            failure.kind = .invalidRequest
        }
        return failure
    }

    private static func code(of error: JSONValue?, _ members: [JSONMember], in document: RawSpan) -> String {
        let inner = error.flatMap { try? JSON.members(of: $0, in: document) }
        return JSON.text("code", of: inner ?? members, in: document) ?? ""
    }

    /// Codes that only Responses has: the prompt, a picture or the content of the request is refused.
    ///
    /// - Note: Source: `error.code` (https://platform.openai.com/docs/api-reference/responses/object, seen 2026-11-22):
    ///   `invalid_prompt`, `invalid_image…`, `image_…`, `…_image_…`, `bio_policy`, `misalignment_policy_violation`.
    private static func isRequestFault(_ code: String) -> Bool {
        code == "invalid_prompt" || code.contains("image") || code.contains("policy")
    }

    /// An event of type `error` has the error's members on its own top level.
    private static func write(_ members: [JSONMember], of document: RawSpan, to json: inout JSONWriter) {
        json.beginObject()
        for name in ["code", "message", "param"] as [StaticString] {
            guard let value = JSON.value(name, of: members, in: document), value.range.count < errorLimit else {
                continue
            }
            json.key("\(name)")
            json.raw(document.extracting(value.range))
        }
        json.endObject()
    }
}
