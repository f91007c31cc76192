/// A document to read and, if asked, to cite from.
public struct DocumentBlock: Sendable, Equatable {
    /// Where the document is.
    public let source: DocumentSource
    /// The document's title.
    public let title: String?
    /// What the model should know of the document but not cite.
    public let context: String?
    /// Citation settings: `{"enabled": …}`.
    public let citations: RawJSON?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        source = try DocumentSource(object.required("source"))
        title = try object.optionalString("title")
        context = try object.optionalString("context")
        citations = object.optional("citations")?.raw()
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "source", "title", "context", "citations", "cache_control"])
    }
}
