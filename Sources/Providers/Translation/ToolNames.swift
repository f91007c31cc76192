import Crypto
package import MessagesAPI

/// The names of one request's tools, as the upstream may have them and back.
///
/// Other dialects allow letters, digits, `_` and `-`, 1…64 of them; names of MCP tools can be longer or hold dots. The
/// mapping depends on nothing but the request, so that the upstream's prompt cache sees the same names every time.
/// - Note: Source: function names of Chat Completions (https://platform.openai.com/docs/api-reference/chat/create, seen
///   2026-11-22); the shortened form is the one of LiteLLM 1.109.1.
package struct ToolNames: Sendable, Equatable {
    /// Longest name upstream, in bytes.
    private static let lengthLimit = 64
    /// Bytes of the name that stay before `_` and eight digits of its hash.
    private static let prefixLength = 55

    /// Only the names that differ.
    private var upstream: [String: String] = [:]
    private var original: [String: String] = [:]

    /// Maps the names of the tools and of the calls in the history.
    package init(_ request: DecodedMessagesRequest) {
        var seen: Set<String> = []
        var invalid: [String] = []
        Self.forEachName(in: request) { name in
            guard seen.insert(name).inserted, !Self.isValid(name) else { return }
            invalid.append(name)
        }
        // Names that are good as they are stay, whatever comes before them.
        var taken = seen
        for name in invalid {
            var candidate = Self.sanitized(name)
            if candidate.utf8.count > Self.lengthLimit || candidate.isEmpty || taken.contains(candidate) {
                candidate = Self.shortened(name, unlike: taken)
            }
            taken.insert(candidate)
            upstream[name] = candidate
            original[candidate] = name
        }
    }

    /// The name that the upstream is told.
    package func upstreamName(_ original: String) -> String {
        if let name = upstream[original] { return name }
        if Self.isValid(original) { return original }
        // Only a name that stands nowhere in the request comes here.
        let name = Self.sanitized(original)
        return name.utf8.count > Self.lengthLimit || name.isEmpty ? Self.shortened(original) : name
    }

    /// The name that the client knows; one that was not told is given back as it is.
    package func originalName(_ upstream: String) -> String {
        original[upstream] ?? upstream
    }

    /// Tools first, in their order, then the history.
    private static func forEachName(in request: DecodedMessagesRequest, _ take: (String) -> Void) {
        for tool in request.tools {
            switch tool {
            case .custom(let tool): take(tool.name)
            case .typed(let tool): if let name = tool.name { take(name) }
            }
        }
        if case .tool(let name) = request.toolChoice?.mode { take(name) }
        for message in request.messages {
            guard case .blocks(let blocks) = message.content else { continue }
            for case .toolUse(let call) in blocks { take(call.name) }
        }
    }

    private static func isValid(_ name: String) -> Bool {
        (1...lengthLimit).contains(name.utf8.count) && name.utf8.allSatisfy(isAllowed)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// One `_` for each character that is not allowed.
    private static func sanitized(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            let isAllowed = scalar.isASCII && Self.isAllowed(UInt8(scalar.value))
            text.unicodeScalars.append(isAllowed ? scalar : "_")
        }
        return text
    }

    private static func shortened(_ name: String, unlike taken: Set<String> = []) -> String {
        let prefix = sanitized(name).prefix(prefixLength)
        var digest = SHA256.hash(data: Array(name.utf8))
        while true {
            let short = "\(prefix)_\(LowercaseHex.text(digest.prefix(4)))"
            guard taken.contains(short) else { return short }
            // Another name has the same eight digits.
            digest = SHA256.hash(data: Array(digest))
        }
    }
}
