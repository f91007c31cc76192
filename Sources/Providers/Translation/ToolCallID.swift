import MessagesAPI

/// Ids of tool calls that the Messages API would take back.
///
/// They are unique in the whole conversation, not only in their message: some servers count `call_0` from the beginning in
/// every answer, and then nobody could tell in the next request which call a result belongs to.
/// - Note: Source: Messages API, `tool_use.id` must match `^[a-zA-Z0-9_-]+$` (https://docs.claude.com/en/api/messages,
///   seen 2026-11-22); some servers have ids with dots and colons, or give two calls the same.
enum ToolCallID {
    /// The upstream's id, with `_` for characters that are not allowed; a made one where it has none or repeats one.
    static func unique(_ id: String, among used: inout Set<String>, otherwise make: () -> String) -> String {
        let allowed = String(String.UnicodeScalarView(id.unicodeScalars.map { isAllowed($0) ? $0 : "_" }))
        if !allowed.isEmpty, used.insert(allowed).inserted { return allowed }
        let made = make()
        used.insert(made)
        return made
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}

extension DecodedMessagesRequest {
    /// The ids of the calls in the history.
    var toolCallIDs: Set<String> {
        var ids: Set<String> = []
        for message in messages where message.role == .assistant {
            guard case .blocks(let blocks) = message.content else { continue }
            for case .toolUse(let call) in blocks { ids.insert(call.id) }
        }
        return ids
    }
}
