/// The model's call of a tool that the client runs.
public struct ToolUseBlock: Sendable, Equatable {
    /// Names the call; the result refers to it.
    public let id: String
    /// The tool's name.
    public let name: String
    /// The arguments, a JSON object in the order the model gave them.
    public let input: RawJSON
    /// Who called: the model itself, or code that it runs.
    public let caller: ToolCaller?
    /// The toolset that the tool belongs to.
    public let toolsetName: String?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        id = try object.string("id")
        name = try object.string("name")
        input = try object.required("input").rawDictionary()
        caller = try ToolCaller(in: object)
        toolsetName = try object.optionalString("toolset_name")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(
            than: ["type", "id", "name", "input", "caller", "toolset_name", "cache_control"]
        )
    }
}
