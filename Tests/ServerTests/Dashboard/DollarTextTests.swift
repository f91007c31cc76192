import Testing

@testable import Server

@Suite("Amounts of money on the dashboard")
struct DollarTextTests {
    @Test(
        "Four decimals, and nothing that is not free looks free",
        arguments: [
            (0, "$0"), (0.0117, "$0.0117"), (0.00675, "$0.0068"), (1, "$1.0000"), (12.34567, "$12.3457"),
            (0.99999, "$1.0000"),
            (0.00005, "$0.0001"), (0.000049, "< $0.0001"), (1e-300, "< $0.0001"), (2e12, "> $1000000000000"),
            (Double.infinity, "> $1000000000000"), (Double.nan, "> $1000000000000"),
        ] as [(Double, String)]
    )
    func amounts(usd: Double, text: String) {
        #expect(DollarText.text(usd) == text)
    }
}
