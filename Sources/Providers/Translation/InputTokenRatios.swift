import MessagesAPI
import Synchronization

/// How far estimates of input tokens are off for each target, learned from what its answers count.
///
/// Tokenizers differ, and so do the templates that models' hosts put around a prompt; the ratio of one target changes
/// little from request to request. It is forgotten with the process.
final class InputTokenRatios: Sendable {
    /// Targets remembered at most; routes have a few dozen, a client's own model names could be any number.
    static let targetLimit = 256
    /// What the latest count weighs against all before it.
    static let weight = 0.3
    /// Ratios that can be believed; what lies beyond counts something else than the prompt.
    static let range = 0.25...4.0
    /// Fewest estimated tokens that a ratio is learned from: in a short prompt the host's template outweighs the text.
    static let minimum = 256

    private let ratios = Mutex<[Target.ID: Double]>([:])

    /// The estimate as it would have come out right before; 1 or more.
    func corrected(_ estimate: Int, for target: Target.ID) -> Int {
        guard let ratio = ratios.withLock({ $0[target] }) else { return estimate }
        return max(1, Int((Double(estimate) * ratio).rounded()))
    }

    /// Learns from one answer: `estimate` is what was estimated without any correction.
    func note(counted: Int, estimate: Int, for target: Target.ID) {
        guard estimate >= Self.minimum, counted > 0 else { return }
        let ratio = Double(counted) / Double(estimate)
        guard Self.range.contains(ratio) else { return }
        ratios.withLock { ratios in
            if ratios[target] == nil, ratios.count >= Self.targetLimit { ratios = [:] }
            let known = ratios[target] ?? ratio
            ratios[target] = known + (ratio - known) * Self.weight
        }
    }
}

extension TokenUsage {
    /// All tokens of the prompt, wherever they were read from; `nil` where nobody counted them.
    var promptTokens: Int? {
        guard let inputTokens else { return nil }
        let cached = [cacheReadInputTokens, cacheCreationInputTokens].compactMap(\.self)
        // Counts of an upstream may be anything.
        return cached.reduce(inputTokens) { sum, count in
            let (total, overflows) = sum.addingReportingOverflow(count)
            return overflows ? .max : total
        }
    }
}
