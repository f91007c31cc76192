/// The adjustments of one attempt, read once: what of them concerns the body, and what the headers.
struct MessagesAdjustments: Sendable {
    /// Whether the request only counts tokens.
    let isCount: Bool
    private(set) var withoutBetas = false
    private(set) var withoutSystemTurns = false
    private(set) var withoutReasoning = false
    private(set) var maxTokens: Int?
    private(set) var reasoningEffort: String?
    private(set) var renamed: [String: String] = [:]
    /// Paths of fields to leave out, in the order of their letters.
    private(set) var fields: [String] = []
    /// Beta flags to leave out, or beginnings of some.
    private var refusedFlags: [String] = []

    init(_ adjustments: Set<RequestAdjustment>, isCount: Bool = false) {
        self.isCount = isCount
        for adjustment in adjustments { take(adjustment) }
        if withoutBetas { for field in MessagesOptionalField.table where field.needsFlag { fields.append(field.path) } }
        fields = Set(fields).sorted()
    }

    /// The beta flags of a client that go upstream.
    func betas(of flags: [String]) -> [String] {
        guard !withoutBetas else { return [] }
        return flags.filter { flag in !refusedFlags.contains { flag.hasPrefix($0) } }
    }

    private mutating func take(_ adjustment: RequestAdjustment) {
        switch adjustment {
        case .withoutField("anthropic_beta"), .withoutBetas: withoutBetas = true
        case .withoutField(let path): leaveOut(path)
        case .withoutSystemTurns: withoutSystemTurns = true
        case .withoutReasoning: withoutReasoning = true
        case .maxTokens(let limit): maxTokens = min(maxTokens ?? limit, limit)
        case .reasoningEffort(let effort): reasoningEffort = effort
        case .renamedField(let name, let newName): renamed[name] = newName
        // The same once more, those of other dialects, and those of services that sign requests.
        case .repeated, .responsesAPI, .freshCredentials, .clockOffset: break
        }
    }

    /// Leaves out a field with its flags, or flags with their fields.
    private mutating func leaveOut(_ path: String) {
        guard let flags = MessagesOptionalField.flags(inPath: path) else {
            guard !MessagesOptionalField.required.contains(path) else { return }
            fields.append(path)
            refusedFlags += MessagesOptionalField.table.first { $0.path == path }?.flags ?? []
            return
        }
        refusedFlags += flags
        for field in MessagesOptionalField.table where field.needsFlag {
            let isBereft = flags.contains { flag in field.flags.contains { flag.hasPrefix($0) } }
            if isBereft { fields.append(field.path) }
        }
    }
}
