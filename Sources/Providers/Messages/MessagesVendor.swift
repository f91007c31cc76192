import MessagesAPI

/// An upstream that speaks the Messages API itself, as data: where it is, and how it differs from Anthropic.
///
/// - Note: Source: Messages API (https://docs.claude.com/en/api/messages), OpenRouter's Messages endpoint
///   (https://openrouter.ai/docs/api-reference/anthropic-messages), DeepSeek's Anthropic API
///   (https://api-docs.deepseek.com/guides/anthropic_api), LiteLLM 1.109.1, seen 2026-11-22.
public struct MessagesVendor: Sendable, Hashable {
    /// The header in which a vendor looks for our key.
    public enum Authorization: Sendable, Hashable {
        /// `x-api-key`.
        case apiKey
        /// `authorization: Bearer …`.
        case bearer
        /// Both, for a gateway of which it is not known; Claude Code sends both as well.
        case both
    }

    /// Which thinking blocks an upstream takes back.
    enum Signatures: Sendable, Hashable {
        /// Only those that Anthropic signed: every model is a Claude.
        case anthropic
        /// As ``anthropic`` for models of that vendor, by their names; other models read thinking as text.
        case byModel
    }

    /// What messages call the vendor.
    public var name: String
    /// The address, with or without `/v1`; `nil` where each installation has its own.
    public var baseURL: String?
    /// Where our key goes.
    public var authorization: Authorization
    /// Whether counting tokens is worth a try.
    var countsTokens = true
    /// Which thinking blocks it takes.
    var signatures = Signatures.byModel
    /// Whether a tool with `"type": "custom"`, which says nothing, is refused.
    var refusesCustomToolType = false

    /// Makes a vendor that differs from Anthropic in no more than this.
    public init(name: String, baseURL: String?, authorization: Authorization) {
        self.name = name
        self.baseURL = baseURL
        self.authorization = authorization
    }

    private init(
        name: String,
        baseURL: String?,
        authorization: Authorization,
        countsTokens: Bool,
        signatures: Signatures
    ) {
        self.init(name: name, baseURL: baseURL, authorization: authorization)
        self.countsTokens = countsTokens
        self.signatures = signatures
    }

    /// Anthropic's own API.
    public static let anthropic = MessagesVendor(
        name: "Anthropic",
        baseURL: "https://api.anthropic.com",
        authorization: .apiKey,
        countsTokens: true,
        signatures: .anthropic
    )

    /// OpenRouter's Messages endpoint.
    public static let openRouter = MessagesVendor(
        name: "OpenRouter",
        baseURL: "https://openrouter.ai/api/v1",
        authorization: .bearer,
        countsTokens: false,
        signatures: .byModel
    )

    /// Any other server that speaks the Messages API.
    public static let compatible = MessagesVendor(
        name: "The upstream",
        baseURL: nil,
        authorization: .both
    )

    /// What is known of certain hosts beyond the row that was asked for.
    private static let hosts: [(host: String, name: String, refusesCustomToolType: Bool)] = [
        ("api.deepseek.com", "DeepSeek", true),
        ("api.z.ai", "Z.ai", false),
        ("open.bigmodel.cn", "Zhipu", false),
        ("api.moonshot.ai", "Moonshot", false),
        ("api.moonshot.cn", "Moonshot", false),
        ("api.minimax.io", "MiniMax", false),
        ("api.minimaxi.com", "MiniMax", false),
    ]

    /// The vendor with what is known of the host at which it is.
    func at(host: String) -> MessagesVendor {
        guard let row = Self.hosts.first(where: { $0.host == host }) else { return self }
        var vendor = self
        vendor.name = row.name
        vendor.refusesCustomToolType = row.refusesCustomToolType
        return vendor
    }

    /// Whether only Anthropic's signatures are taken for a model.
    func wantsAnthropicSignatures(for model: String) -> Bool {
        switch signatures {
        case .anthropic: true
        case .byModel: model.hasPrefix("anthropic/") || model.lowercased().holds("claude")
        }
    }
}
