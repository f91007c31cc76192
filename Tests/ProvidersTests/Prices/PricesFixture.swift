import Foundation

@testable import Providers

/// The source of the price table, read by other means than the table is.
struct PricesFixture: Decodable {
    struct Rates: Decodable {
        var input: Double
        var output: Double
        var cacheRead: Double?
        var cacheWrite: [String: Double]?

        var asTokenRates: TokenRates {
            TokenRates(
                input: input,
                output: output,
                cacheRead: cacheRead,
                shortCacheWrite: cacheWrite?["5m"] ?? cacheWrite?["30m"],
                longCacheWrite: cacheWrite?["1h"] ?? cacheWrite?["12h"]
            )
        }
    }

    struct Tier: Decodable {
        var promptTokensOver: Int
    }

    struct Window: Decodable {
        var hoursUtc: [String]
        var weekdays: [Int]

        enum CodingKeys: CodingKey { case hoursUtc, weekdays }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            weekdays = try members.decode([Int].self, forKey: .weekdays)
            let one = try? members.decode(String.self, forKey: .hoursUtc)
            hoursUtc = try one.map { [$0] } ?? members.decode([String].self, forKey: .hoursUtc)
        }
    }

    struct OffPeak: Decodable {
        var windows: [Window]
    }

    struct Model: Decodable {
        var key: String
        var provider: String
        var ids: [String]
        var inferenceGeoUsMultiplier: Double?
        var fastModeMultiplier: Double?
        var regionalUpliftEu: Double?
        var regionalUpliftUs: Double?
        var batch: Rates?
        var flex: Rates?
        var priority: Rates?
        /// The rates of the two come with members of their own beside them, hence the two readings.
        var longPromptTiers: [Tier]?
        var longPromptRates: [Rates]?
        var offPeak: OffPeak?
        var offPeakRates: Rates?
        var standard: Rates

        enum CodingKeys: CodingKey {
            case key, provider, ids, inferenceGeoUsMultiplier, fastModeMultiplier, regionalUpliftEu, regionalUpliftUs
            case batch, flex, priority, longPromptTiers, offPeak
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            key = try members.decode(String.self, forKey: .key)
            provider = try members.decode(String.self, forKey: .provider)
            ids = try members.decode([String].self, forKey: .ids)
            inferenceGeoUsMultiplier = try members.decodeIfPresent(Double.self, forKey: .inferenceGeoUsMultiplier)
            fastModeMultiplier = try members.decodeIfPresent(Double.self, forKey: .fastModeMultiplier)
            regionalUpliftEu = try members.decodeIfPresent(Double.self, forKey: .regionalUpliftEu)
            regionalUpliftUs = try members.decodeIfPresent(Double.self, forKey: .regionalUpliftUs)
            batch = try members.decodeIfPresent(Rates.self, forKey: .batch)
            flex = try members.decodeIfPresent(Rates.self, forKey: .flex)
            priority = try members.decodeIfPresent(Rates.self, forKey: .priority)
            longPromptTiers = try members.decodeIfPresent([Tier].self, forKey: .longPromptTiers)
            longPromptRates = try members.decodeIfPresent([Rates].self, forKey: .longPromptTiers)
            offPeak = try members.decodeIfPresent(OffPeak.self, forKey: .offPeak)
            offPeakRates = try members.decodeIfPresent(Rates.self, forKey: .offPeak)
            standard = try Rates(from: decoder)
        }
    }

    var generated: String
    var models: [Model]

    static func load() throws -> PricesFixture {
        let tests = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
            PricesFixture.self,
            from: Data(contentsOf: tests.appending(path: "Fixtures/prices/prices.json"))
        )
    }
}
