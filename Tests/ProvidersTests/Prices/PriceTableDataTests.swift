import Foundation
@testable import Providers
import Testing

@Suite("The price table that comes with the program")
struct PriceTableDataTests {
    private let fixture: PricesFixture

    init() throws { fixture = try PricesFixture.load() }

    @Test("It holds every entry of its source, with the same numbers and the same date")
    func equalsItsSource() throws {
        #expect(PriceTable.standard.date == fixture.generated)
        #expect(PriceTable.standard.prices.count == fixture.models.count)
        for (price, model) in zip(PriceTable.standard.prices, fixture.models) {
            #expect(price == expected(model), "\(model.key)")
        }
    }

    @Test("Every id of the source leads to its own entry")
    func everyID() {
        for model in fixture.models {
            for id in model.ids {
                let parts = id.components(separatedBy: " in ")
                let region = parts.count > 1 ? "us-gov-west-1" : nil
                let price = PriceTable.standard.price(vendor: model.provider, model: parts[0], region: region)
                #expect(price == expected(model), "\(id)")
            }
        }
    }

    @Test("Caches of Claude models cost what the rule says: 2 × input for an hour")
    func claudeRule() {
        for price in PriceTable.standard.prices where price.isClaude {
            guard let hour = price.standard.longCacheWrite else { continue }
            #expect(abs(hour - 2 * price.standard.input) < 1e-9)
        }
    }

    @Test("Bedrock's geographies cost 10 % more than the list, GovCloud 20 %")
    func bedrockRule() {
        let table = PriceTable.standard
        for (prefix, factor) in [("us", 1.1), ("us-gov", 1.2)] {
            for model in fixture.models where model.provider == "bedrock" {
                for id in model.ids
                where id.hasPrefix("\(prefix).") && !id.contains("opus-4-1") && !id.contains("sonnet-4-2") {
                    let base = table.price(vendor: "bedrock", model: String(id.dropFirst(prefix.count + 1)))
                    #expect(abs(model.standard.input - (base?.standard.input ?? 0) * factor) < 1e-9, "\(id)")
                    #expect(abs(model.standard.output - (base?.standard.output ?? 0) * factor) < 1e-9, "\(id)")
                }
            }
        }
    }

    private func expected(_ model: PricesFixture.Model) -> ModelPrice {
        var price = ModelPrice(
            vendor: model.provider,
            isClaude: model.key.contains("claude"),
            standard: model.standard.asTokenRates
        )
        if let tier = model.longPromptTiers?.first, let rates = model.longPromptRates?.first {
            price.longPrompt = .init(threshold: tier.promptTokensOver, rates: rates.asTokenRates)
        }
        price.batch = model.batch?.asTokenRates
        price.flex = model.flex?.asTokenRates
        price.priority = model.priority?.asTokenRates
        if let offPeak = model.offPeak, let rates = model.offPeakRates {
            price.offPeak = OffPeakPrice(rates: rates.asTokenRates, windows: offPeak.windows.map(window))
        }
        price.usGeoMultiplier = model.inferenceGeoUsMultiplier
        price.fastMultiplier = model.fastModeMultiplier
        price.euHostMultiplier = model.regionalUpliftEu
        price.usHostMultiplier = model.regionalUpliftUs
        return price
    }

    private func window(_ window: PricesFixture.Window) -> OffPeakPrice.Window {
        let minutes = window.hoursUtc.map { span -> Range<Int> in
            let ends = span.split(whereSeparator: { ":-".contains($0) }).compactMap { Int($0) }
            let end = ends[2] * 60 + ends[3]
            return ends[0] * 60 + ends[1]..<(end == 0 ? 1440 : end)
        }
        return OffPeakPrice.Window(weekdays: Set(window.weekdays), minutes: minutes)
    }
}
