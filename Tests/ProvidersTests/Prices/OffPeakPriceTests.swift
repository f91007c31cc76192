import Testing

@testable import Providers

@Suite("Prices by the time of day")
struct OffPeakPriceTests {
    /// 2026-11-23T00:00:00Z, a Monday.
    private static let monday = 1_795_392_000

    private static func deepSeek() throws -> OffPeakPrice {
        try #require(PriceTable.standard.price(vendor: "deepseek", model: "deepseek-flash")?.offPeak)
    }

    @Test(
        "A window begins with its first second and ends before its last",
        arguments: [
            (0, true), (3599, true), (3600, false), (4 * 3600 - 1, false), (4 * 3600, true), (6 * 3600 - 1, true),
            (6 * 3600, false), (10 * 3600 - 1, false), (10 * 3600, true), (86_399, true),
        ]
    )
    func edges(second: Int, isOffPeak: Bool) throws {
        for day in 0..<5 {
            #expect(try Self.deepSeek().holds(at: Self.monday + day * 86_400 + second) == isOffPeak)
        }
    }

    @Test("Weekends are off-peak all day, and the week begins anew on Monday")
    func weekend() throws {
        for hour in 0..<48 { #expect(try Self.deepSeek().holds(at: Self.monday + 5 * 86_400 + hour * 3600)) }
        #expect(try !Self.deepSeek().holds(at: Self.monday + 7 * 86_400 + 3600))
        #expect(try !Self.deepSeek().holds(at: Self.monday - 7 * 86_400 + 3600))
    }

    @Test("The epoch was a Thursday, and the day before it a Wednesday")
    func epoch() {
        let rates = TokenRates(input: 1, output: 1)
        let thursday = OffPeakPrice(rates: rates, windows: [.init(weekdays: [4], minutes: [0..<1440])])

        #expect(thursday.holds(at: 0))
        #expect(thursday.holds(at: 86_399))
        #expect(!thursday.holds(at: 86_400))
        #expect(!thursday.holds(at: -1))
    }
}
