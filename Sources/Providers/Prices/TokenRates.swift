/// Prices of one model in one class of processing, in USD per million tokens.
///
/// A price that is `nil` is not in the table, which is not the same as free.
package struct TokenRates: Sendable, Equatable {
    package var input: Double
    package var output: Double
    package var cacheRead: Double?
    /// Writes for the shorter lifetime a vendor sells: 5 minutes at Anthropic, 30 minutes at OpenAI.
    package var shortCacheWrite: Double?
    /// Writes for the longer one: 1 hour at Anthropic, 12 hours at OpenAI.
    package var longCacheWrite: Double?

    package init(
        input: Double,
        output: Double,
        cacheRead: Double? = nil,
        shortCacheWrite: Double? = nil,
        longCacheWrite: Double? = nil
    ) {
        self.input = input
        self.output = output
        self.cacheRead = cacheRead
        self.shortCacheWrite = shortCacheWrite
        self.longCacheWrite = longCacheWrite
    }

    /// Whether any lifetime of cache writes has a price of its own.
    var pricesCacheWrites: Bool { shortCacheWrite != nil || longCacheWrite != nil }

    /// Every price times `factor`.
    func scaled(by factor: Double) -> TokenRates {
        TokenRates(
            input: input * factor,
            output: output * factor,
            cacheRead: cacheRead.map { $0 * factor },
            shortCacheWrite: shortCacheWrite.map { $0 * factor },
            longCacheWrite: longCacheWrite.map { $0 * factor }
        )
    }

    /// These prices with what `other` changes about `base` as well.
    ///
    /// A price that one of the three does not know is not known of the combination either.
    func combined(with other: TokenRates, over base: TokenRates) -> TokenRates {
        if self == base { return other }
        if other == base { return self }
        func combined(_ own: Double?, _ other: Double?, _ base: Double?) -> Double? {
            guard let own, let other, let base else { return nil }
            return base > 0 ? own * other / base : other
        }
        return TokenRates(
            input: base.input > 0 ? input * other.input / base.input : other.input,
            output: base.output > 0 ? output * other.output / base.output : other.output,
            cacheRead: combined(cacheRead, other.cacheRead, base.cacheRead),
            shortCacheWrite: combined(shortCacheWrite, other.shortCacheWrite, base.shortCacheWrite),
            longCacheWrite: combined(longCacheWrite, other.longCacheWrite, base.longCacheWrite)
        )
    }
}
