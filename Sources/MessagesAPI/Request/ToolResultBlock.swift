/// What a tool that the client ran gave.
public struct ToolResultBlock: Sendable, Equatable {
    /// The id of the call that this answers.
    public let toolUseID: String
    /// What came out; absent if the tool gave nothing.
    public let content: Content?
    /// Whether the tool failed; absent means that it did not.
    public let isError: Bool?
    /// The toolset that the tool belongs to.
    public let toolsetName: String?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        toolUseID = try object.string("tool_use_id")
        content = try object.optional("content").decoded { value throws(APIError) in try Content(value) }
        isError = try object.optionalBoolean("is_error")
        toolsetName = try object.optionalString("toolset_name")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(
            than: ["type", "tool_use_id", "content", "is_error", "toolset_name", "cache_control"]
        )
    }
}
