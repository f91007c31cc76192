import Gateway
import MessagesAPI
import Providers

@testable import ClaudeProxy

/// Two days of a small team's requests over the demo's routes, the same each time: what the screenshots show.
struct DemoHistory {
    private static func bedrock(_ model: String) -> Target {
        Target(provider: "bedrock", model: model, region: "us-east-1")
    }

    private static let sonnet = [
        bedrock(DemoSetup.tight), bedrock(DemoSetup.flaky), Target(provider: "openai", model: DemoSetup.openAI),
    ]
    private static let haiku = [Target(provider: "groq", model: DemoSetup.groq), bedrock(DemoSetup.small)]

    /// What a million tokens cost, in USD.
    private struct Price {
        let input: Double
        let output: Double
        let cacheRead: Double
        let cacheWrite: Double
    }

    private static let prices = [
        sonnet[0]: Price(input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75),
        sonnet[1]: Price(input: 3.3, output: 16.5, cacheRead: 0.33, cacheWrite: 4.13),
        sonnet[2]: Price(input: 2.5, output: 12, cacheRead: 0.25, cacheWrite: 0),
        haiku[0]: Price(input: 0.15, output: 0.6, cacheRead: 0.08, cacheWrite: 0),
        haiku[1]: Price(input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25),
    ]

    private let end: Timestamp
    private var random = SplitMix(state: 7)
    private var exchanges: [Exchange] = []

    /// The requests of the 48 hours before `end`.
    static func exchanges(until end: Timestamp) -> [Exchange] {
        var history = DemoHistory(end: end)
        for minute in stride(from: 2880, through: 1, by: -1) { history.addMinute(minute) }
        return history.exchanges
    }

    private init(end: Timestamp) { self.end = end }

    /// A minute that lies so many minutes back: busier by day than by night, and with a bad half-hour.
    private mutating func addMinute(_ minutesAgo: Int) {
        let hour = Double(minutesAgo % 1440) / 60
        // Most is asked some two and some seven hours back.
        let load = 0.08 + Self.bump(hour, at: 2.2, width: 2) + 0.8 * Self.bump(hour, at: 6.8, width: 1.8)
        let isToday = minutesAgo <= 1440
        var expected = load * (isToday ? 2.3 : 1.9)
        while expected > 0 {
            if random.share() < expected { addExchange(minutesAgo, isBad: isToday && (235...262).contains(minutesAgo)) }
            expected -= 1
        }
    }

    private static func bump(_ value: Double, at middle: Double, width: Double) -> Double {
        let distance = (value - middle) / width
        return 1 / (1 + distance * distance * distance * distance)
    }

    private mutating func addExchange(_ minutesAgo: Int, isBad: Bool) {
        let isHaiku = random.share() < 0.3
        let start = Timestamp(milliseconds: end.milliseconds - Int64(minutesAgo) * 60_000 + random.number(0...59_000))
        var exchange = Exchange(
            requestID: random.requestID(),
            startedAt: start,
            requestedModel: isHaiku ? "claude-haiku-4-5" : "claude-sonnet-4-6",
            isStreaming: !isHaiku || random.share() < 0.3,
            requestBytes: Int(random.number(isHaiku ? 2_000...9_000 : 60_000...480_000))
        )
        exchange.client = "claude-cli/2.1.330"
        exchange.sessionID = "5e0f1c\(10 + minutesAgo / 95 % 80)-7a41-4c2b-9d0e-3f8b1a6c2d57"
        var refusal: Double = isBad ? 0.75 : 0.1
        var passed: Duration = .milliseconds(random.number(1...4))
        for target in isHaiku ? Self.haiku : Self.sonnet {
            guard random.share() < refusal else {
                answer(&exchange, by: target, after: passed, isHaiku: isHaiku)
                return exchanges.append(exchange)
            }
            passed += refuse(&exchange, by: target, after: passed)
            refusal = isBad ? 0.6 : 0.12
        }
        fail(&exchange, after: passed)
        exchanges.append(exchange)
    }

    private mutating func refuse(_ exchange: inout Exchange, by target: Target, after: Duration) -> Duration {
        var attempt = Attempt(target: target, startOffset: after)
        if target == Self.sonnet[1] {
            attempt.duration = .milliseconds(random.number(180...900))
            (attempt.status, attempt.errorClass) = (503, "overloaded")
            attempt.errorText = "Bedrock is unable to process your request."
        } else {
            attempt.duration = .milliseconds(random.number(35...140))
            (attempt.status, attempt.errorClass) = (429, "rate_limited")
            attempt.errorText = "Too many tokens, please wait before trying again."
            let seconds = Duration.seconds(30)
            attempt.cooldownUntil = exchange.startedAt.advanced(by: after + attempt.duration + seconds)
        }
        attempt.timeToFirstByte = attempt.duration
        exchange.attempts.append(attempt)
        return attempt.duration + .milliseconds(1)
    }

    private mutating func answer(_ exchange: inout Exchange, by target: Target, after: Duration, isHaiku: Bool) {
        let output = Int(random.number(isHaiku ? 12...180 : 60...900) * (random.share() < 0.15 ? 3 : 1))
        let hasCache = target.provider != "groq"
        exchange.usage = TokenUsage(
            inputTokens: Int(random.number(isHaiku ? 300...1_800 : 400...4_000)),
            outputTokens: output,
            cacheReadInputTokens: hasCache ? Int(random.number(isHaiku ? 0...2_000 : 18_000...96_000)) : 0,
            cacheCreationInputTokens: target.provider == "bedrock" ? Int(random.number(0...5_000)) : 0
        )
        let wait = Duration.milliseconds(random.number(target.provider == "groq" ? 90...260 : 480...1_900))
        let speed = target.provider == "groq" ? 420.0 : 74.0
        var attempt = Attempt(target: target, startOffset: after)
        attempt.timeToFirstByte = wait
        attempt.duration = wait + .milliseconds(Int64(Double(output) / speed * 1000))
        attempt.status = 200
        attempt.usage = exchange.usage
        attempt.costUSD = cost(exchange.usage, target)
        attempt.costSource = .priceTable
        exchange.attempts.append(attempt)
        exchange.outcome = random.share() < 0.015 ? .cancelled : .succeeded
        exchange.errorClass = exchange.outcome == .cancelled ? "cancelled" : nil
        exchange.status = 200
        exchange.servedBy = target
        exchange.costUSD = attempt.costUSD
        exchange.priceDate = "2026-11-22"
        exchange.timeToFirstByte = after + wait
        exchange.timeToFirstToken = after + wait + .milliseconds(8)
        exchange.duration = after + attempt.duration + .milliseconds(2)
        exchange.responseBytes = output * 48
    }

    private func cost(_ usage: TokenUsage, _ target: Target) -> Double? {
        guard let price = Self.prices[target] else { return nil }
        let parts = [
            (usage.inputTokens, price.input), (usage.outputTokens, price.output),
            (usage.cacheReadInputTokens, price.cacheRead), (usage.cacheCreationInputTokens, price.cacheWrite),
        ]
        return parts.reduce(0) { $0 + Double($1.0 ?? 0) * $1.1 / 1_000_000 }
    }

    private func fail(_ exchange: inout Exchange, after: Duration) {
        exchange.outcome = .failed
        exchange.status = 529
        exchange.errorClass = "overloaded_error"
        exchange.errorMessage =
            "Every variant of this route is busy; the last said: "
            + (exchange.attempts.last?.errorText ?? "nothing")
        exchange.duration = after
        exchange.timeToFirstByte = after
        exchange.responseBytes = 190
    }
}

/// Random numbers that repeat.
///
/// Source: SplitMix64 by Sebastiano Vigna, public domain, https://prng.di.unimi.it/splitmix64.c
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func share() -> Double { Double.random(in: 0..<1, using: &self) }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &self) }

    mutating func requestID() -> String {
        let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")
        return "req_" + String((0..<22).map { _ in alphabet[Int.random(in: alphabet.indices, using: &self)] })
    }
}
