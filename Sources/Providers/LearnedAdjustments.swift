import Synchronization

/// What the refusals of a target taught, so that later requests to it are right at the first try.
///
/// Only what holds for the target as such is kept, not what one request alone had wrong. It is forgotten with the process,
/// so that a server that has learned something new gets another chance.
final class LearnedAdjustments: Sendable {
    /// Targets remembered at most; routes have a few dozen, a client's own model names could be any number.
    static let targetLimit = 256
    /// Changes remembered for one target at most.
    static let changeLimit = 16

    /// Fields that change the manner of an answer at most, and that a server refuses from every request.
    private static let fields: Set<String> = [
        "stream_options", "temperature", "top_p", "top_k", "parallel_tool_calls", "reasoning_effort", "reasoning",
        "reasoning_format", "reasoning_split", "chat_template_kwargs", "safety_identifier", "prompt_cache_key",
        "service_tier", "tool_stream", "thinking", "enable_thinking", "thinking_budget", "cache_control", "image_url",
        "metadata", "store", "provider", "plugins", "output_config", "output_config.effort",
        "output_config.task_budget",
    ]

    /// One target's.
    private struct Lessons {
        var changes: Set<RequestAdjustment> = []
        /// The effort to ask for in place of the one that the client means, by the latter.
        var efforts: [String: String] = [:]
    }

    private let lessons = Mutex<[Target.ID: Lessons]>([:])

    /// What to change in every request to a target, if its client means that effort.
    func changes(for target: Target.ID, effort: String) -> Set<RequestAdjustment> {
        lessons.withLock { lessons in
            guard let known = lessons[target] else { return [] }
            guard let level = known.efforts[effort] else { return known.changes }
            return known.changes.union([.reasoningEffort(level)])
        }
    }

    /// Keeps what a refusal asks for, if it concerns the target as such.
    func note(_ failure: UpstreamFailure, from target: Target.ID) {
        guard failure.kind == .unsupportedFeature, !failure.isAdjustmentConditional, let change = failure.adjustment,
            Self.isLasting(change)
        else { return }
        update(target) { lessons in
            guard lessons.changes.count < Self.changeLimit else { return }
            lessons.changes.insert(change)
        }
    }

    /// Keeps that a target takes another effort in place of the one that a client meant.
    func note(effort level: String, insteadOf effort: String, for target: Target.ID) {
        update(target) { lessons in
            guard lessons.efforts.count < Self.changeLimit || lessons.efforts[effort] != nil else { return }
            lessons.efforts[effort] = level
        }
    }

    private func update(_ target: Target.ID, _ change: (inout Lessons) -> Void) {
        lessons.withLock { lessons in
            if lessons[target] == nil, lessons.count >= Self.targetLimit { lessons = [:] }
            change(&lessons[target, default: Lessons()])
        }
    }

    private static func isLasting(_ change: RequestAdjustment) -> Bool {
        switch change {
        case .withoutField(let name): fields.contains(name)
        case .renamedField, .responsesAPI, .withoutSystemTurns: true
        // The most that the model ever gives: failures of kind `unsupportedFeature` tell no other limit.
        case .maxTokens: true
        // Depends on what the client means; see the other method.
        case .reasoningEffort: false
        case .withoutReasoning, .repeated, .withoutBetas, .freshCredentials, .clockOffset: false
        }
    }
}
