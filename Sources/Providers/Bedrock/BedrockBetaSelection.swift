/// The beta flags of one request: what the client sent, what the table lets through, and what the body needs.
struct BedrockBetaSelection {
    /// Most flags and most bytes a flag that are looked at; Claude Code sends about ten of about thirty bytes.
    static let flagLimit = 64
    static let flagLength = 128

    private let table: BedrockBetas
    private let version: BedrockModelVersion?
    private let isOff: Bool
    private var chosen: [String] = []
    private var refused: [String] = []
    private var needed: Set<String> = []

    init(sent flags: [String], table: BedrockBetas, version: BedrockModelVersion?, isOff: Bool) {
        self.table = table
        self.version = version
        self.isOff = isOff
        for flag in flags.prefix(Self.flagLimit) where !flag.isEmpty { add(flag) }
    }

    private mutating func add(_ flag: String) {
        guard !isOff, flag.utf8.count <= Self.flagLength, let name = table.upstreamName(of: flag, for: version) else {
            if !refused.contains(flag) { refused.append(String(flag.prefix(Self.flagLength))) }
            return
        }
        if !chosen.contains(name) { chosen.append(name) }
    }

    /// Whether the client sent the flag and it goes to Bedrock.
    func has(_ flag: String) -> Bool { chosen.contains(flag) }

    /// Whether the flag may go to Bedrock, sent by the client or not.
    func allows(_ flag: String) -> Bool { !isOff && table.upstreamName(of: flag, for: version) != nil }

    /// Whether a part of the body that needs `flag` may stay; then the flag goes with it, sent by the client or not.
    mutating func require(_ flag: String) -> Bool {
        guard !isOff, let name = table.upstreamName(of: flag, for: version) else { return false }
        if !chosen.contains(name) { chosen.append(name) }
        needed.insert(name)
        return true
    }

    /// Whether a part of the body that needs `flag` may stay; only where the client sent the flag itself.
    mutating func keep(_ flag: String) -> Bool {
        guard has(flag) else { return false }
        needed.insert(flag)
        return true
    }

    /// Takes a flag back because its part of the body is left out.
    mutating func drop(_ flag: String) {
        guard let index = chosen.firstIndex(of: flag) else { return }
        refused.append(chosen.remove(at: index))
    }

    /// What to send, in the order in which it came up.
    var flags: [String] {
        chosen.filter { needed.contains($0) || !BedrockBetaFlag.onlyWithTheirField.contains($0) }
    }

    /// The flags that are not sent although the client or the body named them.
    var dropped: [String] { refused + chosen.filter { !flags.contains($0) } }
}
