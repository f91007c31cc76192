/// Whether and which tool the model must call.
///
/// - Note: Source: Messages API, `tool_choice` (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public struct ToolChoice: Sendable, Equatable {
    /// What the model must do.
    public enum Mode: Sendable, Equatable {
        /// It decides; the default with tools.
        case auto
        /// It must call some tool.
        case any
        /// It must call this tool.
        case tool(name: String)
        /// It must not call a tool: `none`, which would read as `nil` where a mode is optional.
        case never
        /// A mode that this package does not know.
        case unknown(type: String)
    }

    /// What the model must do.
    public let mode: Mode
    /// Whether it may call one tool at most.
    public let disableParallelToolUse: Bool?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ value: RequestValue) throws(APIError) {
        let untagged = try value.object()
        let type = try untagged.string("type")
        let object = untagged.tagged(type)
        mode =
            switch type {
            case "auto": .auto
            case "any": .any
            case "tool": .tool(name: try object.string("name"))
            case "none": .never
            default: .unknown(type: type)
            }
        disableParallelToolUse = try object.optionalBoolean("disable_parallel_tool_use")
        otherFields = object.others(than: ["type", "name", "disable_parallel_tool_use"])
    }
}
