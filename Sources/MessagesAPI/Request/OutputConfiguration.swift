/// How the answer is to be made.
///
/// - Note: Source: Messages API, `output_config` (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public struct OutputConfiguration: Sendable, Equatable {
    /// `low`, `medium`, `high` (the default), `xhigh` or `max`.
    public let effort: String?
    /// The shape that the answer must have.
    public let format: OutputFormat?
    /// Fields without a property here, such as the beta `task_budget`.
    public let otherFields: [RawField]

    init(_ value: RequestValue) throws(APIError) {
        let object = try value.object()
        effort = try object.optionalString("effort")
        format = try object.optional("format").decoded(OutputFormat.init)
        otherFields = object.others(than: ["effort", "format"])
    }
}
