/// A file that is to be put into the code execution container.
public struct ContainerUploadBlock: Sendable, Equatable {
    /// The file's id in the Files API.
    public let fileID: String
    /// Whether the prompt is to be cached up to here.
    public let cacheControl: CacheControl?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        fileID = try object.string("file_id")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: ["type", "file_id", "cache_control"])
    }
}
