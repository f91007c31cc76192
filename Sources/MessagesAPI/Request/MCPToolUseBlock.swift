/// The model's call of a tool of a server that the API is connected to (MCP connector, beta).
public struct MCPToolUseBlock: Sendable, Equatable {
    /// Names the call; the result refers to it.
    public let id: String
    /// The tool's name.
    public let name: String
    /// The server's name.
    public let serverName: String
    /// The arguments, a JSON object.
    public let input: RawJSON
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        id = try object.string("id")
        name = try object.string("name")
        serverName = try object.string("server_name")
        input = try object.required("input").rawDictionary()
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "id", "name", "server_name", "input", "cache_control"])
    }
}
