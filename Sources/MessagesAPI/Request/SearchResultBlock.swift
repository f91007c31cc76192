/// A hit of the client's own search, to be read and cited.
public struct SearchResultBlock: Sendable, Equatable {
    /// Where the hit is from, a URL or any other name.
    public let source: String
    /// The hit's title.
    public let title: String
    /// The hit's text blocks.
    public let content: [ContentBlock]
    /// Citation settings: `{"enabled": …}`.
    public let citations: RawJSON?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        source = try object.string("source")
        title = try object.string("title")
        content = try object.required("content").list { element throws(APIError) in
            try ContentBlock(element, isTagged: false)
        }
        citations = object.optional("citations")?.raw()
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "source", "title", "content", "citations", "cache_control"])
    }
}
