package import MessagesAPI

extension ModelPrice {
    /// What an answer cost, in USD; `nil` where that cannot be told, which is not the same as free.
    ///
    /// Needs the input and the output tokens, and that they are all; a cache that is not spoken of was not used. A count
    /// that is not zero and has no price makes the whole cost unknown, except that
    /// - cached input of a vendor without a price for it costs as input, and so do writes;
    /// - writes for an hour cost 2 × input on Claude models.
    ///
    /// Worked value: 1,000 input, 4,000 cache read and 500 output tokens of Claude Sonnet 4.6 (3, 0.3 and 15 USD) are
    /// 0.003 + 0.0012 + 0.0075 = 0.0117 USD.
    ///
    /// `seconds` is when the request began, since 1970-01-01T00:00:00Z, for prices by the time of day.
    /// - Note: Sources: https://docs.claude.com/en/docs/about-claude/pricing and
    ///   https://platform.openai.com/docs/pricing, seen 2026-11-22.
    package func costUSD(of usage: TokenUsage, at seconds: Int) -> Double? {
        guard !usage.isPartial, let input = usage.inputTokens, let output = usage.outputTokens,
            output >= 0, let prompt = PromptTokens(usage, input: input),
            let rates = rates(prompt: prompt.total, tier: usage.serviceTier, at: seconds),
            let multiplier = multiplier(usage),
            let read = cost(prompt.cacheRead, at: cacheRead(rates)),
            let short = cost(prompt.shortWrite, at: shortWrite(rates, isSplit: prompt.isSplit)),
            let long = cost(prompt.longWrite, at: longWrite(rates)),
            let searches = searches(usage.webSearchRequests ?? 0)
        else { return nil }
        let tokens = prompt.input * rates.input + read + short + long + Double(output) * rates.output
        return tokens * multiplier / 1_000_000 + searches
    }

    /// `nil` for a count without a price.
    private func cost(_ count: Double, at price: Double?) -> Double? { count == 0 ? 0 : price.map { count * $0 } }

    /// The prices that hold for a prompt of this length, in this class, at this time.
    private func rates(prompt: Double, tier: TokenUsage.ServiceTier?, at seconds: Int) -> TokenRates? {
        let ofClass: TokenRates?
        switch tier {
        case nil: ofClass = standard
        case .priority: ofClass = priority
        case .flex: ofClass = flex
        case .batch: ofClass = batch
        case .other: ofClass = nil
        }
        guard var rates = ofClass else { return nil }
        if let longPrompt, prompt > Double(longPrompt.threshold) {
            rates = longPrompt.rates.combined(with: rates, over: standard)
        }
        if let offPeak, offPeak.holds(at: seconds) { rates = offPeak.rates.combined(with: rates, over: standard) }
        return rates
    }

    /// Without a price for cached input the vendor charges it as input; a class that leaves out the one there is says
    /// nothing.
    private func cacheRead(_ rates: TokenRates) -> Double? {
        rates.cacheRead ?? (standard.cacheRead == nil ? rates.input : nil)
    }

    /// Writes whose lifetime nobody told are for the shorter one, or for the only one there is.
    private func shortWrite(_ rates: TokenRates, isSplit: Bool) -> Double? {
        if let price = rates.shortCacheWrite { return price }
        if !standard.pricesCacheWrites { return rates.input }
        return isSplit ? nil : rates.longCacheWrite
    }

    private func longWrite(_ rates: TokenRates) -> Double? {
        if let price = rates.longCacheWrite { return price }
        if !standard.pricesCacheWrites { return rates.input }
        return isClaude ? rates.input * 2 : nil
    }

    /// What fast mode and the place make of the prices; they multiply each other and the cache's prices too.
    private func multiplier(_ usage: TokenUsage) -> Double? {
        let speed: Double?
        switch usage.speed {
        case nil: speed = 1
        case .fast: speed = fastMultiplier
        case .other: speed = nil
        }
        let place: Double?
        switch usage.inferenceGeo {
        case nil: place = 1
        case .us where vendor == "anthropic": place = usGeoMultiplier
        case .other where vendor == "anthropic": place = nil
        // Elsewhere the place is in the price already, or costs nothing.
        case .us, .other: place = 1
        }
        guard let speed, let place else { return nil }
        return speed * place
    }

    /// Searches of the web: 10 USD a thousand at Anthropic and OpenAI, unknown elsewhere.
    private func searches(_ count: Int) -> Double? {
        guard count > 0 else { return 0 }
        switch vendor {
        case "anthropic", "openai": return Double(count) * 0.01
        default: return nil
        }
    }
}

/// The parts of a prompt; as floating point numbers, so that no upstream can make a sum overflow.
private struct PromptTokens {
    let input: Double
    let cacheRead: Double
    let shortWrite: Double
    let longWrite: Double
    /// Whether the upstream told the lifetimes apart.
    let isSplit: Bool

    /// `nil` if a count is negative.
    init?(_ usage: TokenUsage, input: Int) {
        let read = usage.cacheReadInputTokens ?? 0
        let long = usage.cacheCreationOneHourInputTokens ?? 0
        let write = max(usage.cacheCreationInputTokens ?? 0, long)
        guard input >= 0, read >= 0, long >= 0 else { return nil }
        self.input = Double(input)
        cacheRead = Double(read)
        shortWrite = Double(write - long)
        longWrite = Double(long)
        isSplit = usage.cacheCreationOneHourInputTokens != nil
    }

    var total: Double { input + cacheRead + shortWrite + longWrite }
}
