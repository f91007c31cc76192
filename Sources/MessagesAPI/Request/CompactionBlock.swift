/// A summary that stands for the turns before it (beta).
public struct CompactionBlock: Sendable, Equatable {
    /// The summary; absent if it is only there encrypted.
    public let content: String?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here, such as `encrypted_content`, `signature` and `tool_changes`.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        content = try object.optionalString("content")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "content", "cache_control"])
    }
}
