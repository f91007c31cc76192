/// The model's call of a tool that the API runs itself.
public struct ServerToolUseBlock: Sendable, Equatable {
    /// Names the call; the result refers to it.
    public let id: String
    /// The tool's name, such as `web_search`.
    public let name: String
    /// The arguments, a JSON object.
    public let input: RawJSON
    /// Who called: the model itself, or code that it runs.
    public let caller: ToolCaller?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        id = try object.string("id")
        name = try object.string("name")
        input = try object.required("input").rawDictionary()
        caller = try ToolCaller(in: object)
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "id", "name", "input", "caller", "cache_control"])
    }
}
