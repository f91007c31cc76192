/// A tool that the model may call.
///
/// - Note: Source: Messages API, `tools` (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public enum Tool: Sendable, Equatable {
    /// A tool that the client describes itself: no `type`, or `custom`.
    case custom(CustomTool)
    /// A tool that Anthropic defines by its `type`, such as `web_search_20250305`.
    case typed(TypedTool)

    init(_ value: RequestValue) throws(APIError) {
        let object = try value.object()
        let type = try object.optionalString("type") ?? "custom"
        if type == "custom" {
            self = .custom(try CustomTool(object.tagged(type)))
        } else {
            self = .typed(try TypedTool(object.tagged(type), type: type))
        }
    }
}
