import JSONBytes

/// One element of `tools` as a walk found it.
struct BedrockTool {
    /// The element with its members.
    var object: BedrockWalkedContainer
    /// The names of the members, as far as they matter, with their indexes.
    var members: [Member: Set<Int>] = [:]
    var type: String?
    var name: String?
    /// A wrapper around the members of a tool that the client defines.
    var custom: JSONValue?
    var cacheControl: JSONValue?
    var schema: Schema?
    var streamsEagerly = false

    /// The members that have rules.
    enum Member: Hashable {
        case type, deferLoading, eagerInputStreaming, inputExamples, allowedCallers, strict, custom
    }

    /// `input_schema` and where its `type` stands.
    struct Schema {
        var object: BedrockWalkedContainer
        var type: JSONValue?
    }

    init(from start: Int) { object = BedrockWalkedContainer(from: start) }

    /// Whether the client defines the tool by a schema.
    var isCustom: Bool { type == nil || type == "custom" }

    /// Tools that Anthropic's own API runs or unfolds; InvokeModel answers "The provided request is not valid".
    private static let serverTools = [
        "web_search_", "web_fetch_", "code_execution_", "advisor_", "mcp_toolset", "browser_toolset_",
        "computer_toolset_",
    ]

    /// Whether Bedrock runs no such tool for anybody.
    var isServerTool: Bool { type.map { type in Self.serverTools.contains { type.hasPrefix($0) } } ?? false }

    /// Whether the tool finds deferred tools.
    var isToolSearch: Bool { type?.hasPrefix("tool_search_tool_") ?? false }

    /// The beta flag without which a typed tool is refused.
    var betaFlag: String? { type.flatMap(BedrockBetaFlag.needed(byTool:)) }
}
