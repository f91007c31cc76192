import Gateway
import MessagesAPI
import Providers
import Testing

@Suite("What an exchange costs")
struct AttemptPricingTests {
    private let pricing = AttemptPricing(
        providers: ["aws": PricedProvider(kind: "bedrock"), "router": PricedProvider(kind: "openrouter")],
        table: { .standard }
    )
    private let sonnet = Target(provider: "aws", model: "us.anthropic.claude-sonnet-4-6")
    private let unpriced = Target(provider: "aws", model: "some-model")
    private let router = Target(provider: "router", model: "openai/gpt-5")
    /// 0.0033 + 0.0165 USD of ``sonnet``.
    private let tokens = TokenUsage(inputTokens: 1000, outputTokens: 1000)

    private func attempt(_ target: Target, _ usage: TokenUsage = TokenUsage()) -> Attempt {
        var attempt = Attempt(target: target, startOffset: .zero)
        attempt.usage = usage
        return attempt
    }

    private func reported(_ target: Target, _ cost: Double) -> Attempt {
        var attempt = attempt(target, tokens)
        attempt.costUSD = cost
        attempt.costSource = .upstream
        return attempt
    }

    private func priced(_ attempts: [Attempt], servedBy target: Target?) -> Exchange {
        var exchange = Exchange(
            requestID: "req_1",
            startedAt: Timestamp(milliseconds: 1_795_575_600_000),
            requestedModel: "m",
            isStreaming: true,
            requestBytes: 0
        )
        exchange.attempts = attempts
        exchange.servedBy = target
        pricing.price(&exchange)
        return exchange
    }

    @Test("An attempt is priced by the table, and the exchange tells the table's date")
    func byTable() throws {
        let exchange = priced([attempt(sonnet, tokens)], servedBy: sonnet)

        #expect(abs(try #require(exchange.costUSD) - 0.0198) < 1e-12)
        #expect(exchange.attempts[0].costUSD == exchange.costUSD)
        #expect(exchange.attempts[0].costSource == .priceTable)
        #expect(exchange.priceDate == "2026-11-22")
    }

    @Test("The upstream's own word wins over the table")
    func reportedCost() {
        let exchange = priced([reported(router, 0.125)], servedBy: router)

        #expect(exchange.costUSD == 0.125)
        #expect(exchange.attempts[0].costSource == .upstream)
        #expect(exchange.priceDate == nil)
    }

    @Test("Failed attempts that used tokens count; those that used none cost nothing that is known")
    func failedAttempts() throws {
        let attempts = [attempt(sonnet), attempt(sonnet, tokens), reported(router, 0.5)]
        let exchange = priced(attempts, servedBy: router)

        #expect(abs(try #require(exchange.costUSD) - 0.5198) < 1e-12)
        #expect(exchange.attempts.map(\.costSource) == [nil, .priceTable, .upstream])
        #expect(exchange.priceDate == "2026-11-22")
    }

    @Test("A part does not pass for the whole: without the answer's cost the exchange's is unknown")
    func unknownAnswer() {
        let exchange = priced([reported(router, 0.5), attempt(unpriced, tokens)], servedBy: unpriced)

        #expect(exchange.costUSD == nil)
        #expect(exchange.priceDate == nil)
        #expect(exchange.attempts.map(\.costUSD) == [0.5, nil])
        #expect(exchange.attempts[1].costSource == nil)
    }

    @Test("Without an answer the known costs are summed; without any nothing is known")
    func nobodyServed() {
        #expect(priced([reported(router, 0.5), attempt(sonnet)], servedBy: nil).costUSD == 0.5)
        #expect(priced([attempt(sonnet), attempt(sonnet)], servedBy: nil).costUSD == nil)
        #expect(priced([], servedBy: nil).costUSD == nil)
    }

    @Test("A provider that is not known has no prices")
    func unknownProvider() {
        let target = Target(provider: "other", model: "gpt-5")

        #expect(priced([attempt(target, tokens)], servedBy: target).costUSD == nil)
    }

    @Test("The time of day is that of the attempt, not of the exchange")
    func timeOfDay() throws {
        let pricing = AttemptPricing(providers: ["d": PricedProvider(kind: "deepseek")], table: { .standard })
        let target = Target(provider: "d", model: "deepseek-v4-pro")
        // 03:00 UTC on a Wednesday is dear; an hour later it is past four.
        var late = attempt(target, TokenUsage(inputTokens: 1_000_000, outputTokens: 0))
        late.startOffset = .seconds(3601)
        var exchange = priced([], servedBy: target)
        exchange.attempts = [attempt(target, late.usage), late]
        pricing.price(&exchange)

        #expect(exchange.attempts.map(\.costUSD) == [1.32, 0.66])
    }
}
