/// Who called a tool.
public struct ToolCaller: Sendable, Equatable {
    /// `direct`, or the type of the code execution tool whose code called.
    public let type: String
    /// The id of the code execution call.
    public let toolID: String?

    init?(in outer: RequestObject) throws(APIError) {
        guard let object = try outer.optional("caller")?.object() else { return nil }
        type = try object.string("type")
        toolID = try object.optionalString("tool_id")
    }
}
