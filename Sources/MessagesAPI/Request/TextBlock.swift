/// A piece of text.
public struct TextBlock: Sendable, Equatable {
    /// The text.
    public let text: String
    /// Where the text's claims come from, as Claude said it; echoed back by clients.
    public let citations: RawJSON?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        text = try object.string("text")
        citations = object.optional("citations")?.raw()
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "text", "citations", "cache_control"])
    }
}
