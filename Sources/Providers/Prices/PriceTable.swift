/// What vendors charge, by model, with the date it was written down.
///
/// An estimate: no price was checked on a vendor's own page.
package struct PriceTable: Sendable {
    /// `yyyy-MM-dd`.
    package let date: String
    /// All prices, in the order of the table.
    let prices: [ModelPrice]
    /// Places in ``prices``, by vendor and model id.
    private let places: [ID: Int]

    /// Bytes of a table's text for each id, about; fewer than there are, for the undated names.
    private static let bytesPerID = 40

    /// One way to write a model of a vendor.
    struct ID: Hashable {
        var vendor: String
        var model: String
    }

    /// The table that comes with the program; read when it is first needed.
    package static let standard = PriceTable(date: standardDate, text: standardText)

    /// Reads a table in the format of ``PriceTableReader``; a line that cannot be read is left out.
    init(date: String, text: String) {
        self.date = date
        var prices: [ModelPrice] = []
        var places: [ID: Int] = [:]
        var undated: [(ID, Int)] = []
        places.reserveCapacity(text.utf8.count / Self.bytesPerID)
        PriceTableReader.read(text) { price, ids in
            for id in ids {
                places[ID(vendor: price.vendor, model: id)] = prices.count
                let stripped = ModelIDSuffix.stripped(from: id)
                if stripped != id { undated.append((ID(vendor: price.vendor, model: stripped), prices.count)) }
            }
            prices.append(price)
        }
        // An undated name that is not listed means the model whose listed names have a date.
        for (id, place) in undated where places[id] == nil { places[id] = place }
        self.prices = prices
        self.places = places
    }

    /// The price of a model; `nil` if it is not known, which is not the same as free.
    ///
    /// An id is looked up as it stands, then without its date or version, then without a vendor's name before it; never
    /// by a part of it. `vendor` is the vendor's name in the table, for example `bedrock`; `region` is the AWS region for
    /// Bedrock, `eu` or `us` for OpenAI's regional hosts, and of no meaning elsewhere.
    package func price(vendor: String, model: String, region: String? = nil) -> ModelPrice? {
        switch vendor {
        case "bedrock": return bedrockPrice(model, region: region)
        case "openai":
            guard let price = listedPrice(vendor, model) else { return nil }
            return price.atHost(in: region)
        default: return listedPrice(vendor, model)
        }
    }

    /// The entry that lists this very id, or whose dated ids mean it.
    func listed(_ vendor: String, _ model: String) -> ModelPrice? {
        places[ID(vendor: vendor, model: model)].map { prices[$0] }
    }

    /// The entry that lists this very id, or its undated form.
    func entry(_ vendor: String, _ model: String) -> ModelPrice? {
        listed(vendor, model) ?? listed(vendor, ModelIDSuffix.stripped(from: model))
    }

    private func listedPrice(_ vendor: String, _ model: String) -> ModelPrice? {
        if let price = listed(vendor, model) { return price }
        for form in VendorModelID.forms(of: model, vendor: vendor) {
            if let price = entry(vendor, form) { return price }
        }
        return nil
    }
}

extension ModelPrice {
    /// The price on the host of a region; models without a price of their own there cost the same everywhere.
    fileprivate func atHost(in region: String?) -> ModelPrice {
        switch region {
        case "eu": euHostMultiplier.map(scaled(by:)) ?? self
        case "us": usHostMultiplier.map(scaled(by:)) ?? self
        default: self
        }
    }
}
