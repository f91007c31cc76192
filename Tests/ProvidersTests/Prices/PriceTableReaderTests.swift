import Testing

@testable import Providers

@Suite("Reading a price table")
struct PriceTableReaderTests {
    private func read(_ text: String) -> [(price: ModelPrice, ids: [String])] {
        var read: [(ModelPrice, [String])] = []
        PriceTableReader.read(text) { read.append(($0, $1)) }
        return read
    }

    @Test("A line is read with everything that may stand on it")
    func whole() throws {
        let line = """
            v a,b 1/2.5/0/-/4 over7=2/5/-/-/- batch=1/1/-/-/- flex=2/2/-/-/- priority=3/3/-/-/- \
            offpeak=0.5/1/-/-/-@12:0-60+100-1440,7:5-6 geo=1.1 fast=2 eu=1.2 us=1.3
            """
        var expected = ModelPrice(
            vendor: "v",
            isClaude: false,
            standard: TokenRates(input: 1, output: 2.5, cacheRead: 0, longCacheWrite: 4)
        )
        expected.longPrompt = .init(threshold: 7, rates: TokenRates(input: 2, output: 5))
        expected.batch = TokenRates(input: 1, output: 1)
        expected.flex = TokenRates(input: 2, output: 2)
        expected.priority = TokenRates(input: 3, output: 3)
        expected.offPeak = OffPeakPrice(
            rates: TokenRates(input: 0.5, output: 1),
            windows: [.init(weekdays: [1, 2], minutes: [0..<60, 100..<1440]), .init(weekdays: [7], minutes: [5..<6])]
        )
        expected.usGeoMultiplier = 1.1
        expected.fastMultiplier = 2
        expected.euHostMultiplier = 1.2
        expected.usHostMultiplier = 1.3

        let lines = read("\n" + line + "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.price == expected)
        #expect(lines.first?.ids == ["a", "b"])
    }

    @Test(
        "A line that cannot be read whole is left out, for half a price is a wrong one",
        arguments: [
            "v a", "v a 1/2/-/-", "v a -/2/-/-/-", "v a 1/2/-/-/-/-", "v a 1.1.1/2/-/-/-", "v a 1e3/2/-/-/-",
            "v a 1/2/-/-/- over=1/1/-/-/-", "v a 1/2/-/-/- overx=1/1/-/-/-", "v a 1/2/-/-/- cheap=1/1/-/-/-",
            "v a 1/2/-/-/- geo=x", "v a 1/2/-/-/- geo", "v a 1/2/-/-/- offpeak=1/1/-/-/-",
            "v a 1/2/-/-/- offpeak=1/1/-/-/-@8:0-1", "v a 1/2/-/-/- offpeak=1/1/-/-/-@1:9-1",
            "v a 1/2/-/-/- offpeak=1/1/-/-/-@1:0-1441", "v a 1234567890123456/2/-/-/-",
        ]
    )
    func broken(line: String) {
        let lines = read(line + "\nv b 1/1/-/-/-")
        #expect(lines.map(\.ids) == [["b"]])
    }

    @Test("A listed id is not taken over by another's undated form")
    func listedWins() {
        let table = PriceTable(date: "d", text: "v a-20250101 1/1/-/-/-\nv a 2/2/-/-/-\nv b-20250101 3/3/-/-/-")

        #expect(table.price(vendor: "v", model: "a")?.standard.input == 2)
        #expect(table.price(vendor: "v", model: "a-20250101")?.standard.input == 1)
        #expect(table.price(vendor: "v", model: "b")?.standard.input == 3)
        #expect(table.price(vendor: "w", model: "a") == nil)
    }
}
