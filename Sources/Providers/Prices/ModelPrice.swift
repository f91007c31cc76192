/// What a vendor charges for one model.
package struct ModelPrice: Sendable, Equatable {
    /// Other prices for the whole request when its prompt is long.
    package struct LongPrompt: Sendable, Equatable {
        /// Tokens of the whole prompt, cached ones included, above which they hold.
        package var threshold: Int
        package var rates: TokenRates

        package init(threshold: Int, rates: TokenRates) {
            self.threshold = threshold
            self.rates = rates
        }
    }

    /// The vendor's name in the price table.
    package var vendor: String
    /// Whether it is a Claude model, whose cache prices follow one rule everywhere.
    package var isClaude: Bool
    package var standard: TokenRates
    package var longPrompt: LongPrompt?
    package var batch: TokenRates?
    package var flex: TokenRates?
    package var priority: TokenRates?
    package var offPeak: OffPeakPrice?
    /// Multiplies every price when the tokens were processed in the United States alone, at Anthropic.
    package var usGeoMultiplier: Double?
    /// Multiplies every price in fast mode.
    package var fastMultiplier: Double?
    /// Multiplies every price on OpenAI's host in Europe.
    package var euHostMultiplier: Double?
    /// Multiplies every price on OpenAI's host in the United States.
    package var usHostMultiplier: Double?

    package init(vendor: String, isClaude: Bool, standard: TokenRates) {
        self.vendor = vendor
        self.isClaude = isClaude
        self.standard = standard
    }

    /// Every token price times `factor`.
    func scaled(by factor: Double) -> ModelPrice {
        var price = self
        price.standard = standard.scaled(by: factor)
        price.longPrompt = longPrompt.map { LongPrompt(threshold: $0.threshold, rates: $0.rates.scaled(by: factor)) }
        price.batch = batch?.scaled(by: factor)
        price.flex = flex?.scaled(by: factor)
        price.priority = priority?.scaled(by: factor)
        price.offPeak = offPeak.map { OffPeakPrice(rates: $0.rates.scaled(by: factor), windows: $0.windows) }
        return price
    }
}
