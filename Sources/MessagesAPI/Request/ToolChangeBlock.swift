/// A tool that becomes, or ceases to be, available in mid-conversation (beta); stands in system turns.
public struct ToolChangeBlock: Sendable, Equatable {
    /// What happens to the tool.
    public enum Change: Sendable {
        /// `tool_addition`.
        case addition
        /// `tool_removal`.
        case removal
    }

    /// What happens to the tool.
    public let change: Change
    /// The tool's name.
    public let toolName: String
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject, _ change: Change) throws(APIError) {
        self.change = change
        toolName = try object.required("tool").object().string("name")
        otherFields = object.others(than: ["type", "tool"])
    }
}
