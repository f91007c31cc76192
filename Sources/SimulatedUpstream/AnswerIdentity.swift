/// The ids and names that an answer carries on the wire.
struct AnswerIdentity {
    /// `msg_bdrk_…`.
    let messageID: String
    let model: String
    private let seed: String

    init(answer: Answer, modelID: String, requestID: String) {
        seed = requestID.filter { $0 != "-" }
        messageID = answer.id ?? "msg_bdrk_01\(seed)"
        model = answer.model ?? Self.shortName(of: modelID)
    }

    /// `toolu_bdrk_…`, another for each block.
    func toolUseID(block: Int) -> String { "toolu_bdrk_\(block)\(seed)" }

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
