/// What a tool that the API ran itself gave, echoed back by the client.
public struct ServerToolResultBlock: Sendable, Equatable {
    /// Which tool's result it is, such as `web_search_tool_result`.
    public let type: String
    /// The id of the call that this answers.
    public let toolUseID: String
    /// The result or the error, shaped as the tool's own.
    public let content: RawJSON
    /// Who called: the model itself, or code that it runs.
    public let caller: ToolCaller?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    /// The block types that are read as one; newer ones are ``ContentBlock/unknown(_:)``.
    static let types: Set<String> = [
        "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result",
        "bash_code_execution_tool_result", "text_editor_code_execution_tool_result", "tool_search_tool_result",
        "advisor_tool_result",
    ]

    init(_ object: RequestObject, type: String) throws(APIError) {
        self.type = type
        toolUseID = try object.string("tool_use_id")
        content = try object.required("content").raw()
        caller = try ToolCaller(in: object)
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "tool_use_id", "content", "caller", "cache_control"])
    }
}
