/// A tool that Anthropic defines; the model knows its arguments without a schema.
public struct TypedTool: Sendable, Equatable {
    /// The tool and its version, such as `bash_20250124`.
    public let type: String
    /// The name that the model calls it by; a toolset has none.
    public let name: String?
    /// Whether the tool is hidden until a search for tools finds it.
    public let deferLoading: Bool?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// The tool's own settings, such as `max_uses`.
    public let otherFields: [RawField]

    init(_ object: RequestObject, type: String) throws(APIError) {
        self.type = type
        name = try object.optionalString("name")
        deferLoading = try object.optionalBoolean("defer_loading")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "name", "defer_loading", "cache_control"])
    }
}
