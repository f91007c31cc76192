import Crypto
import JSONBytes
import NIOCore

/// Who uses the client and in which session, as `metadata.user_id` tells it.
///
/// Claude Code writes a JSON text with `device_id`, `account_uuid` and `session_id`; older versions wrote
/// `user_<hash>_account_<uuid>_session_<uuid>`; other clients write whatever names their user.
/// - Note: Source: seen in the requests of Claude Code 2.1.330, 2026-11-22.
package struct ClientIdentity: Sendable, Equatable {
    /// Longest session id that is passed on, in bytes: what OpenAI takes as a `prompt_cache_key`.
    private static let sessionLimit = 64

    /// SHA-256 of what names the user, in hexadecimal: the same for all of one user's sessions and of no use to others.
    package let userHash: String
    /// The session, which is one conversation; `nil` if it is not told.
    package let sessionID: String?

    /// Reads `metadata.user_id`; `nil` if it is empty.
    package init?(userID: String) {
        guard !userID.isEmpty else { return nil }
        let parts = Self.json(userID) ?? Self.legacy(userID)
        let user = parts?.user ?? userID
        userHash = LowercaseHex.text(SHA256.hash(data: Array(user.utf8)))
        sessionID = parts.flatMap { parts in
            (1...Self.sessionLimit).contains(parts.session.utf8.count) ? parts.session : nil
        }
    }

    private static func json(_ text: String) -> (user: String, session: String)? {
        let buffer = ByteBuffer(string: text)
        let document = buffer.readableBytesSpan
        guard let members = try? JSON.members(of: document) else { return nil }
        func member(_ name: StaticString) -> String {
            JSON.value(name, of: members, in: document).flatMap { try? JSON.string($0, in: document) } ?? ""
        }
        let account = member("account_uuid")
        let user = account.isEmpty ? member("device_id") : account
        return (user.isEmpty ? text : user, member("session_id"))
    }

    private static func legacy(_ text: String) -> (user: String, session: String)? {
        let marker = "_session_"
        guard text.hasPrefix("user_"), let start = text.firstRange(of: marker) else { return nil }
        return (String(text[..<start.lowerBound]), String(text[start.upperBound...]))
    }
}
