/// A thought that the model's guards encrypted, sent back unchanged.
public struct RedactedThinkingBlock: Sendable, Equatable {
    /// The encrypted thought.
    public let data: String
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        data = try object.string("data")
        otherFields = object.others(than: ["type", "data"])
    }
}
