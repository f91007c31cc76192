/// What a tool of a server that the API is connected to gave (MCP connector, beta).
public struct MCPToolResultBlock: Sendable, Equatable {
    /// The id of the call that this answers.
    public let toolUseID: String
    /// What came out.
    public let content: Content?
    /// Whether the tool failed; absent means that it did not.
    public let isError: Bool?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        toolUseID = try object.string("tool_use_id")
        content = try object.optional("content").decoded { value throws(APIError) in try Content(value) }
        isError = try object.optionalBoolean("is_error")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "tool_use_id", "content", "is_error", "cache_control"])
    }
}
