import History

/// Amounts of money as the dashboard shows them.
enum DollarText {
    /// What an exchange cost: `≈` before an estimate, `–` where it is not known.
    static func cost(of row: ExchangeRow) -> String {
        guard let cost = row.costUSD else { return "–" }
        return (row.priceDate == nil ? "" : "≈ ") + text(cost)
    }

    /// `$0`, `$0.0042`, `$12.3456`: four decimals, and never zero for what is not free.
    static func text(_ usd: Double) -> String {
        guard usd != 0 else { return "$0" }
        // Also where there is no such amount: the sum of a history may be anything.
        guard usd >= 0.00005, usd < limit else { return usd < limit ? "< $0.0001" : "> $\(Int(limit))" }
        let parts = Int((usd * 10_000).rounded())
        let decimals = String(parts % 10_000 + 10_000).dropFirst()
        return "$\(parts / 10_000).\(decimals)"
    }

    /// Beyond this amount the digits do not fit a whole number.
    private static let limit = 1e12
}
