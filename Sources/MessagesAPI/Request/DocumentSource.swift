/// Where a document is.
///
/// - Note: Source: PDF support (https://docs.claude.com/en/docs/build-with-claude/pdf-support, seen 2026-11-22).
public enum DocumentSource: Sendable, Equatable {
    /// In the request: base64 of a PDF file.
    case base64(mediaType: String, data: String)
    /// In the request: plain text.
    case text(mediaType: String, data: String)
    /// In the request: texts and pictures.
    case content(Content)
    /// On the web.
    case url(String)
    /// In the Files API.
    case file(id: String)
    /// A kind of source that this package does not know.
    case unknown(type: String, RawJSON)

    init(_ value: RequestValue) throws(APIError) {
        let untagged = try value.object()
        let type = try untagged.string("type")
        let object = untagged.tagged(type)
        switch type {
        case "base64": self = .base64(mediaType: try object.string("media_type"), data: try object.string("data"))
        case "text": self = .text(mediaType: try object.string("media_type"), data: try object.string("data"))
        case "content": self = .content(try Content(object.required("content")))
        case "url": self = .url(try object.string("url"))
        case "file": self = .file(id: try object.string("file_id"))
        default: self = .unknown(type: type, object.raw())
        }
    }
}
