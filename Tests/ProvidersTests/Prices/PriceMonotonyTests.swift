import MessagesAPI
import Testing

@testable import Providers

@Suite("More never costs less")
struct PriceMonotonyTests {
    /// Rounds of the property, each over the whole table.
    private static let rounds = 200

    @Test("The cost grows with each count, across the threshold of a long prompt too")
    func monotone() throws {
        var random = Draws(state: 7)
        for _ in 0..<Self.rounds {
            let usage = usage(&random)
            let seconds = random.below(2_000_000_000)
            for (place, price) in PriceTable.standard.prices.enumerated() where place != Self.exception {
                guard let cost = price.costUSD(of: usage, at: seconds) else { continue }
                for more in larger(usage, by: 1 + random.below(400_000)) {
                    // A count that was zero may be the first to need a price that is unknown.
                    guard let dearer = price.costUSD(of: more, at: seconds) else { continue }
                    #expect(dearer >= cost - 1e-12, "\(price.vendor) entry \(place): \(usage) → \(more)")
                }
            }
        }
    }

    /// Gemini 3.1 Pro at OpenRouter, whose source prices cache writes above 200,000 tokens alone, and low.
    private static let exception = PriceTable.standard.prices.firstIndex { price in
        price.vendor == "openrouter" && price.longPrompt?.rates.shortCacheWrite == 0.25
    }

    private func usage(_ random: inout Draws) -> TokenUsage {
        var usage = TokenUsage(inputTokens: random.count(), outputTokens: random.count())
        if random.below(3) > 0 { usage.cacheReadInputTokens = random.count() }
        if random.below(3) > 0 { usage.cacheCreationInputTokens = random.count() }
        if random.below(3) == 0 { usage.cacheCreationOneHourInputTokens = random.count() }
        usage.serviceTier = [nil, nil, .flex, .priority, .batch][random.below(5)]
        usage.inferenceGeo = [nil, .us][random.below(2)]
        usage.speed = [nil, nil, .fast][random.below(3)]
        return usage
    }

    private func larger(_ usage: TokenUsage, by step: Int) -> [TokenUsage] {
        let counts: [WritableKeyPath<TokenUsage, Int?>] = [
            \.inputTokens, \.outputTokens, \.cacheReadInputTokens, \.cacheCreationInputTokens, \.webSearchRequests,
        ]
        return counts.map { count in
            var more = usage
            more[keyPath: count] = (more[keyPath: count] ?? 0) + step
            return more
        }
    }
}

/// The same draws in every run.
private struct Draws {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    /// Small and large ones, and zero.
    mutating func count() -> Int { [0, below(100), below(20_000), below(300_000)][below(4)] }
}
