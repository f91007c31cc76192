/// A picture.
public struct ImageBlock: Sendable, Equatable {
    /// Where the picture is.
    public let source: ImageSource
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here, such as `transformations`.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        source = try ImageSource(object.required("source"))
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "source", "cache_control"])
    }
}
