import MessagesAPI
package import Providers

/// Says what attempts cost: the upstream's own word where it gives one, the price table's otherwise.
package struct AttemptPricing: Sendable {
    /// Targets whose prices are kept; routes have a few dozen, a client's own model names could be any number.
    private static let targetLimit = 256

    /// Asked when the first price is needed, so that the start does not wait for the table to be read.
    private let table: @Sendable () -> PriceTable
    private let prices: KeptValues<Target, ModelPrice?>

    /// Prices by `table` for `providers`, which stand under their names in the configuration.
    package init(providers: [String: PricedProvider], table: @escaping @Sendable () -> PriceTable) {
        self.table = table
        prices = KeptValues(capacity: Self.targetLimit) { target in
            providers[target.provider].flatMap { table().price(for: target, of: $0) }
        }
    }

    /// Puts the costs on an exchange that has ended.
    ///
    /// Failed attempts count where they used tokens. The sum is unknown when the cost of the attempt that served the
    /// client is: a part must not pass for the whole.
    package func price(_ exchange: inout Exchange) {
        var date: String?
        for index in exchange.attempts.indices where exchange.attempts[index].costUSD == nil {
            let start = exchange.startedAt.advanced(by: exchange.attempts[index].startOffset)
            guard let (cost, asOf) = cost(of: exchange.attempts[index], startedAt: start) else { continue }
            exchange.attempts[index].costUSD = cost
            exchange.attempts[index].costSource = .priceTable
            date = asOf
        }
        let costs = exchange.attempts.compactMap(\.costUSD)
        // No attempt follows the one that was committed to.
        let isServedUnpriced = exchange.servedBy != nil && exchange.attempts.last?.costUSD == nil
        exchange.costUSD = costs.isEmpty || isServedUnpriced ? nil : costs.reduce(0, +)
        exchange.priceDate = exchange.costUSD == nil ? nil : date
    }

    /// The cost by the table, with the table's date.
    private func cost(of attempt: Attempt, startedAt start: Timestamp) -> (usd: Double, date: String)? {
        guard attempt.usage.inputTokens != nil, let price = prices[attempt.target] else { return nil }
        // A clock before 1970 rounds the other way by a second; no price depends on it.
        let cost = price.costUSD(of: attempt.usage, at: Int(start.milliseconds / 1000))
        return cost.map { ($0, table().date) }
    }
}
