/// The ids and names that an answer carries on the wire.
struct AnswerIdentity {
    /// Such as `msg_bdrk_…`.
    let messageID: String
    let model: String
    private let toolPrefix: String
    private let seed: String

    init(
        answer: Answer,
        modelID: String,
        requestID: String,
        vendor: Vendor = .bedrock,
        endpoint: UpstreamEndpoint? = nil
    ) {
        seed = requestID.filter { $0 != "-" }
        let prefixes = Self.prefixes(vendor, endpoint)
        messageID = answer.id ?? "\(prefixes.message)\(seed)"
        toolPrefix = prefixes.tool
        model = answer.model ?? (endpoint == nil ? Self.shortName(of: modelID) : modelID)
    }

    private static func prefixes(_ vendor: Vendor, _ endpoint: UpstreamEndpoint?) -> (message: String, tool: String) {
        switch endpoint {
        case nil, .models: ("msg_bdrk_01", "toolu_bdrk_")
        case .messages, .countTokens: ("msg_01", "toolu_01")
        case .responses, .inputTokens: ("resp_", "call_")
        case .chatCompletions: (vendor == .openRouter ? "gen-" : "chatcmpl-", "call_")
        }
    }

    /// Such as `toolu_bdrk_…`, another for each block.
    func toolUseID(block: Int) -> String { "\(toolPrefix)\(block)\(seed)" }

    /// The id of an output item of the Responses API, another for each block.
    func itemID(_ prefix: String, block: Int) -> String { "\(prefix)_\(block)\(seed)" }

    /// What Bedrock answers as `model`: the id without region prefix, vendor and version suffix.
    ///
    /// `us.anthropic.claude-sonnet-4-5-20250929-v1:0` gives `claude-sonnet-4-5-20250929`; an id that names no model (an
    /// application profile's ARN) gives `claude-simulated`.
    static func shortName(of modelID: String) -> String {
        guard let vendor = modelID.firstRange(of: "anthropic.") else {
            return modelID.hasPrefix("claude") ? modelID : "claude-simulated"
        }
        let name = modelID[vendor.upperBound...].prefix { $0 != ":" }
        return String(name.hasSuffix("-v1") ? name.dropLast(3) : name)
    }
}
