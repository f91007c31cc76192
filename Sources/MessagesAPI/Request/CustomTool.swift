/// A tool that the client describes and runs itself.
public struct CustomTool: Sendable, Equatable {
    /// The name that the model calls it by.
    public let name: String
    /// What the tool is for.
    public let description: String?
    /// The JSON Schema of its arguments, an object.
    public let inputSchema: RawJSON
    /// Whether the arguments must follow the schema strictly.
    public let strict: Bool?
    /// Whether the tool is hidden until a search for tools finds it.
    public let deferLoading: Bool?
    /// Who may call it: `direct`, or types of code execution tools.
    public let allowedCallers: [String]?
    /// Arguments as they may look, objects.
    public let inputExamples: [RawJSON]?
    /// Whether arguments are streamed without being buffered.
    public let eagerInputStreaming: Bool?
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        name = try object.string("name")
        description = try object.optionalString("description")
        inputSchema = try object.required("input_schema").rawDictionary()
        strict = try object.optionalBoolean("strict")
        deferLoading = try object.optionalBoolean("defer_loading")
        allowedCallers = try object.optionalStrings("allowed_callers")
        inputExamples = try object.optional("input_examples")?.list { element throws(APIError) in element.raw() }
        eagerInputStreaming = try object.optionalBoolean("eager_input_streaming")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(
            than: [
                "type", "name", "description", "input_schema", "strict", "defer_loading", "allowed_callers",
                "input_examples", "eager_input_streaming", "cache_control",
            ]
        )
    }
}
