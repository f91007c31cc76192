/// A cache breakpoint: the prompt up to and with the block that carries it is to be kept.
///
/// - Note: Source: prompt caching (https://docs.claude.com/en/docs/build-with-claude/prompt-caching, seen 2026-11-22);
///   `scope` is a beta that Claude Code sends.
public struct CacheControl: Sendable, Equatable {
    /// `ephemeral`.
    public let type: String
    /// `5m`, the default, or `1h`.
    public let ttl: String?
    /// Whether others may share the entry: `global`.
    public let scope: String?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init?(in outer: RequestObject) throws(APIError) {
        guard let value = outer.optional("cache_control") else { return nil }
        let untagged = try value.object()
        type = try untagged.string("type")
        let object = untagged.tagged(type)
        ttl = try object.optionalString("ttl")
        scope = try object.optionalString("scope")
        otherFields = object.others(than: ["type", "ttl", "scope"])
    }
}
