/// The signature that this proxy puts on thinking of a model that is not Claude.
///
/// Only Anthropic can sign thinking blocks, but clients send a block back with the signature it came with. A signature of
/// our own therefore says where the thought is from, so that no other upstream is shown it, and carries what that very
/// upstream wants to see again. All state is in the client's history: nothing is lost when the proxy restarts.
///
/// The text is `proxy1:` + base64url(origin) + `:` + base64url(payload). It may also stand as the `data` of a
/// `redacted_thinking` block, where the thought is not to be shown.
package struct ReasoningSignature: Sendable, Equatable {
    /// What every signature of ours begins with; no signature of Anthropic's has a colon.
    private static let tag = "proxy1:"

    /// Longest origin and payload together that are read back, in characters of text.
    ///
    /// Encrypted reasoning of one answer has tens of kilobytes; a body has 32 MiB at most.
    private static let lengthLimit = 8 * 1024 * 1024

    /// The provider and the model that thought: `groq/openai/gpt-oss-120b`.
    package let origin: String
    /// What must be sent again, as JSON; see ``ReasoningPayload``.
    package let payload: [UInt8]

    /// Makes a signature.
    package init(origin: String, payload: [UInt8]) {
        self.origin = origin
        self.payload = payload
    }

    /// Reads a signature; `nil` if it is not ours or has been damaged.
    package init?(parsing text: String) {
        guard Self.isOurs(text), text.utf8.count <= Self.lengthLimit else { return nil }
        let parts = text.dropFirst(Self.tag.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let origin = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let name = String(validating: origin, as: UTF8.self)
        else { return nil }
        self.origin = name
        self.payload = payload
    }

    /// The signature as it stands in a block.
    package var text: String {
        Self.tag + Base64URL.encode(Array(origin.utf8)) + ":" + Base64URL.encode(payload)
    }

    /// Whether a signature was made here, by whatever target and even if it is damaged: Anthropic would refuse it.
    package static func isOurs(_ signature: String) -> Bool {
        signature.utf8.starts(with: tag.utf8)
    }

    /// Whether Anthropic may have made a signature, or the data of a redacted block: only such thoughts may be shown to a
    /// Claude.
    ///
    /// Anthropic's are long base64. One that is empty is nobody's, and DeepSeek puts the id of its message there, a UUID.
    /// - Note: Source: https://github.com/NousResearch/hermes-agent/pull/21048, seen 2026-11-22.
    package static func mayBeAnthropics(_ signature: String) -> Bool {
        !signature.isEmpty && !isOurs(signature) && !isUUID(signature)
    }

    private static func isUUID(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return false }
        return parts.allSatisfy { part in part.allSatisfy(\.isHexDigit) }
    }

    /// The origin of what a target thinks.
    package static func origin(of target: Target) -> String {
        "\(target.provider)/\(target.model)"
    }
}
