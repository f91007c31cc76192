import MessagesAPI

/// Ids of tool calls that the Messages API would take back.
///
/// They are unique in the whole conversation, not only in their message: some servers count `call_0` from the beginning in
/// every answer, and then nobody could tell in the next request which call a result belongs to.
/// An id with other characters is written as base64url behind a mark, so that its own upstream can be given it again: Kimi
/// counts its calls by ids like `functions.Read:0`, and is thrown off by others.
/// - Note: Source: Messages API, `tool_use.id` must match `^[a-zA-Z0-9_-]+$` (https://docs.claude.com/en/api/messages,
///   seen 2026-11-22); some servers have ids with dots and colons, or give two calls the same. Kimi's ids:
///   https://github.com/MoonshotAI/Kimi-K2/blob/main/docs/tool_call_guidance.md, seen 2026-11-22.
enum ToolCallID {
    /// What ids begin with that hold an upstream's own.
    private static let mark = "toolu_px_"
    /// Longest id of an upstream that is kept, in bytes; it is what OpenAI takes.
    private static let lengthLimit = 64

    /// The upstream's id, or what stands for it; a made one where it has none or repeats one.
    static func unique(_ id: String, among used: inout Set<String>, otherwise make: () -> String) -> String {
        let allowed = allowed(id)
        if !allowed.isEmpty, used.insert(allowed).inserted { return allowed }
        let made = make()
        used.insert(made)
        return made
    }

    /// The upstream's own id behind one of the client's; the latter if that is it.
    static func original(of id: String) -> String {
        guard id.hasPrefix(mark), let bytes = Base64URL.decode(id.dropFirst(mark.count)), bytes.count <= lengthLimit,
            let original = String(validating: bytes, as: UTF8.self), allowed(original) == id
        else { return id }
        return original
    }

    private static func allowed(_ id: String) -> String {
        if id.unicodeScalars.allSatisfy(isAllowed) { return id }
        if id.utf8.count <= lengthLimit { return mark + Base64URL.encode(Array(id.utf8)) }
        return String(String.UnicodeScalarView(id.unicodeScalars.map { isAllowed($0) ? $0 : "_" }))
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
