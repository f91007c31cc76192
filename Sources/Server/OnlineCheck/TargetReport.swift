import Providers

/// What one small request found out about a target.
struct TargetReport: Sendable, Equatable {
    /// What is asked of a target, in the order in which an answer shows it.
    enum Question: Int, CaseIterable, Comparable, Sendable {
        case reachable, credentialAccepted, modelExists, toolsAccepted, streamingWorks

        static func < (left: Question, right: Question) -> Bool { left.rawValue < right.rawValue }

        var name: String {
            switch self {
            case .reachable: "reachable"
            case .credentialAccepted: "credential accepted"
            case .modelExists: "model exists"
            case .toolsAccepted: "tools accepted"
            case .streamingWorks: "streaming works"
            }
        }
    }

    /// What is known.
    enum Answer: String, Sendable {
        case yes
        case no = "NO"
        /// The request did not get that far.
        case unknown = "?"
    }

    let target: Target.ID
    private(set) var answers: [Question: Answer]
    /// The upstream's words on what is wrong.
    private(set) var detail: String?

    /// Everything works.
    init(success target: Target.ID) {
        self.target = target
        answers = Dictionary(uniqueKeysWithValues: Question.allCases.map { ($0, .yes) })
    }

    /// What a failure says, and what it leaves open.
    init(_ failure: UpstreamFailure, target: Target.ID) {
        self.target = target
        let finding = failure.finding
        answers = [:]
        for question in Question.allCases {
            answers[question] = question < finding.question ? .yes : .unknown
        }
        if finding.isCertain { answers[finding.question] = .no }
        detail = failure.message
    }

    /// Whether a request of Claude Code would be answered; what is not known does not count against it.
    var isSuccess: Bool { !answers.values.contains(.no) }

    /// The target works but for tools, as a second request without them showed.
    mutating func noteThatToolsAreRefused() {
        for question in Question.allCases { answers[question] = question == .toolsAccepted ? .no : .yes }
    }

    /// One line a question, one for the detail.
    var lines: [String] {
        let verdicts = Question.allCases.map { "\($0.name) \(answers[$0, default: .unknown].rawValue)" }
        return ["\(target)", "  " + verdicts.joined(separator: " · ")] + (detail.map { ["  \($0)"] } ?? [])
    }
}

extension UpstreamFailure {
    /// The question that a failure concerns, and whether it answers it with no.
    fileprivate var finding: (question: TargetReport.Question, isCertain: Bool) {
        switch kind {
        case .network: (.reachable, true)
        case .timedOut: (.reachable, status == nil)
        case .authentication, .credentialExpired, .clockSkew, .billing: (.credentialAccepted, true)
        // A client's credential is nothing that a check has.
        case .clientAuthentication: (.credentialAccepted, false)
        // Nothing was sent.
        case .misconfigured: (.reachable, true)
        case .localLimit: (.reachable, false)
        case .permission, .modelNotFound: (.modelExists, true)
        // The upstream is there and knows us, but does not answer now.
        case .rateLimited, .quotaExhausted, .overloaded, .unavailable: (.modelExists, false)
        case .unsupportedFeature, .modelFault: (.toolsAccepted, true)
        case .invalidRequest, .contextTooLong, .requestTooLarge: (.toolsAccepted, true)
        case .malformed, .incomplete: (.streamingWorks, true)
        }
    }
}
