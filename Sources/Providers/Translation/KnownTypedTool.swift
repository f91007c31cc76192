import MessagesAPI

/// What Claude knows by heart of a tool that has a type instead of a schema, for models that do not.
///
/// - Note: Source: bash, text editor, memory and computer use tools
///   (https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview, seen 2026-11-22).
struct KnownTypedTool: Sendable {
    /// How the types of all its versions begin.
    let prefix: String
    /// What the tool is for.
    let summary: String
    /// The JSON Schema of its arguments.
    let schema: String

    /// Looks a type such as `bash_20250124` up.
    static func of(type: String) -> KnownTypedTool? {
        all.first { type.hasPrefix($0.prefix) }
    }

    /// What the tool is for, with the size of the screen where it has one.
    func description(of tool: TypedTool) -> String {
        let width = tool.otherFields.first { $0.name == "display_width_px" }?.value.text
        let height = tool.otherFields.first { $0.name == "display_height_px" }?.value.text
        guard let width, let height else { return summary }
        return "\(summary) The screen is \(width) pixels wide and \(height) pixels high."
    }

    private static let all = [bash, textEditor, memory, computer]

    private static let bash = KnownTypedTool(
        prefix: "bash_",
        summary: "Run a command in a bash session that lasts between calls. With restart, begin a new session.",
        schema: #"{"type":"object","properties":{"command":{"type":"string","description":"The command to run."},"#
            + #""restart":{"type":"boolean","description":"Whether to begin a new session."}}}"#
    )

    private static let textEditor = KnownTypedTool(
        prefix: "text_editor_",
        summary: "View, create and edit text files.",
        schema: #"{"type":"object","properties":{"command":{"type":"string","#
            + #""enum":["view","create","str_replace","insert","undo_edit"]},"#
            + #""path":{"type":"string","description":"The path of the file or directory."},"#
            + #""file_text":{"type":"string","description":"The content of a file to create."},"#
            + #""old_str":{"type":"string","description":"The text to replace; it must occur exactly once."},"#
            + #""new_str":{"type":"string","description":"The text in its place."},"#
            + #""insert_line":{"type":"integer","description":"The line after which to insert; 0 is the start."},"#
            + #""insert_text":{"type":"string","description":"The text to insert."},"#
            + #""view_range":{"type":"array","items":{"type":"integer"},"#
            + #""description":"First and last line to view; -1 is the end of the file."}},"#
            + #""required":["command","path"]}"#
    )

    private static let memory = KnownTypedTool(
        prefix: "memory_",
        summary: "Keep notes in files below /memories that outlast the conversation. Look there before starting.",
        schema: #"{"type":"object","properties":{"command":{"type":"string","#
            + #""enum":["view","create","str_replace","insert","delete","rename"]},"#
            + #""path":{"type":"string"},"file_text":{"type":"string"},"old_str":{"type":"string"},"#
            + #""new_str":{"type":"string"},"insert_line":{"type":"integer"},"insert_text":{"type":"string"},"#
            + #""old_path":{"type":"string"},"new_path":{"type":"string"},"#
            + #""view_range":{"type":"array","items":{"type":"integer"}}},"required":["command"]}"#
    )

    private static let computer = KnownTypedTool(
        prefix: "computer_",
        summary: "Use a computer by its screen, mouse and keyboard. Take a screenshot to see what an action did.",
        schema: #"{"type":"object","properties":{"action":{"type":"string","enum":["key","type","mouse_move","#
            + #""left_click","left_click_drag","right_click","middle_click","double_click","triple_click","#
            + #""screenshot","cursor_position","left_mouse_down","left_mouse_up","scroll","hold_key","wait","zoom"]},"#
            + #""coordinate":{"type":"array","items":{"type":"integer"},"description":"x and y in pixels."},"#
            + #""start_coordinate":{"type":"array","items":{"type":"integer"}},"#
            + #""text":{"type":"string","description":"The text to type or the keys to press."},"#
            + #""scroll_direction":{"type":"string","enum":["up","down","left","right"]},"#
            + #""scroll_amount":{"type":"integer"},"duration":{"type":"number","description":"Seconds."},"#
            + #""region":{"type":"array","items":{"type":"integer"}}},"required":["action"]}"#
    )
}
