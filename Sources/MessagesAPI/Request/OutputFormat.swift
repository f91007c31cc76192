/// The shape that an answer must have.
public struct OutputFormat: Sendable, Equatable {
    /// `json_schema`.
    public let type: String
    /// The JSON Schema, an object.
    public let schema: RawJSON?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ value: RequestValue) throws(APIError) {
        let object = try value.object()
        type = try object.string("type")
        schema = try object.optional("schema")?.rawDictionary()
        otherFields = object.others(than: ["type", "schema"])
    }
}
