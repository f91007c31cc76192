/// What the client says about the request itself.
public struct RequestMetadata: Sendable, Equatable {
    /// Who uses the client; Claude Code puts a JSON text with device and session ids in it.
    public let userID: String?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ value: RequestValue) throws(APIError) {
        let object = try value.object()
        userID = try object.optionalString("user_id")
        otherFields = object.others(than: ["user_id"])
    }
}
