/// A tool that a search for tools has found, named only.
public struct ToolReferenceBlock: Sendable, Equatable {
    /// The tool's name.
    public let toolName: String
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        toolName = try object.string("tool_name")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "tool_name", "cache_control"])
    }
}
