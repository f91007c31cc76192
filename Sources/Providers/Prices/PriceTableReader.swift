/// Reads the text of a price table.
///
/// One line is one price: the vendor, the model's ids with commas between, the standard prices, then what else there
/// is, with spaces between:
///
///     openai gpt-6-sol 2/10/0.2/2.5/5 over272000=4/15/0.4/5/10 flex=1/5/0.1/1.25/2.5 eu=1.1
///
/// Prices are USD per million tokens: input, output, cache read, shorter and longer cache write; `-` is not known.
/// `overN` holds for prompts of more than N tokens, `batch`, `flex` and `priority` for those classes, `offpeak` for the
/// hours behind its `@` (ISO weekdays, then minutes of the day, UTC: `12345:0-60+600-1440,67:0-1440`). `geo`, `fast`,
/// `eu` and `us` are factors.
struct PriceTableReader {
    /// What made a line unreadable is of no use to anybody but the author, who sees which line.
    private struct Unreadable: Error {}

    private let bytes: [UInt8]
    private var at = 0

    /// Calls `take` for each line that can be read, in order.
    static func read(_ text: String, _ take: (ModelPrice, [String]) -> Void) {
        var reader = PriceTableReader(bytes: Array(text.utf8))
        while reader.at < reader.bytes.count {
            if let (price, ids) = try? reader.line() { take(price, ids) }
            reader.passLine()
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func line() throws(Unreadable) -> (ModelPrice, [String]) {
        let vendor = try word()
        try pass(" ")
        let start = at
        var ids = [try word()]
        while passes(",") { ids.append(try word()) }
        let isClaude = bytes[start..<at].indices.contains { bytes[$0..<at].starts(with: Self.claude) }
        try pass(" ")
        var price = ModelPrice(vendor: vendor, isClaude: isClaude, standard: try rates())
        while passes(" ") { try readField(into: &price) }
        guard isAtLineEnd else { throw Unreadable() }
        return (price, ids)
    }

    private mutating func readField(into price: inout ModelPrice) throws(Unreadable) {
        let name = try word()
        try pass("=")
        switch name {
        case "batch": price.batch = try rates()
        case "flex": price.flex = try rates()
        case "priority": price.priority = try rates()
        case "offpeak": price.offPeak = try offPeak()
        case "geo": price.usGeoMultiplier = try number()
        case "fast": price.fastMultiplier = try number()
        case "eu": price.euHostMultiplier = try number()
        case "us": price.usHostMultiplier = try number()
        default:
            guard name.hasPrefix("over"), let threshold = Int(name.dropFirst(4)) else { throw Unreadable() }
            price.longPrompt = ModelPrice.LongPrompt(threshold: threshold, rates: try rates())
        }
    }

    private mutating func rates() throws(Unreadable) -> TokenRates {
        var rates = TokenRates(input: try number(), output: 0)
        try pass("/")
        rates.output = try number()
        rates.cacheRead = try optionalRate()
        rates.shortCacheWrite = try optionalRate()
        rates.longCacheWrite = try optionalRate()
        return rates
    }

    private mutating func optionalRate() throws(Unreadable) -> Double? {
        try pass("/")
        return passes("-") ? nil : try number()
    }

    private mutating func offPeak() throws(Unreadable) -> OffPeakPrice {
        let rates = try rates()
        try pass("@")
        var windows = [try window()]
        while passes(",") { windows.append(try window()) }
        return OffPeakPrice(rates: rates, windows: windows)
    }

    private mutating func window() throws(Unreadable) -> OffPeakPrice.Window {
        var weekdays: Set<Int> = []
        while at < bytes.count, (UInt8(ascii: "1")...UInt8(ascii: "7")).contains(bytes[at]) {
            weekdays.insert(Int(bytes[at] - UInt8(ascii: "0")))
            at += 1
        }
        try pass(":")
        var minutes = [try span()]
        while passes("+") { minutes.append(try span()) }
        return OffPeakPrice.Window(weekdays: weekdays, minutes: minutes)
    }

    private mutating func span() throws(Unreadable) -> Range<Int> {
        let start = Int(try number())
        try pass("-")
        let end = Int(try number())
        guard start < end, end <= 1440 else { throw Unreadable() }
        return start..<end
    }

    /// A decimal number.
    ///
    /// The digits as a whole number over a power of ten: both are exact below 2^53, so the quotient is the nearest
    /// number there is, as from any other reader.
    private mutating func number() throws(Unreadable) -> Double {
        let start = at
        var (digits, scale, isFraction) = (0, 1, false)
        while at < bytes.count, at - start < 15 {
            switch bytes[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits * 10 + Int(bytes[at] - UInt8(ascii: "0"))
                if isFraction { scale *= 10 }
                at += 1
                continue
            case UInt8(ascii: ".") where !isFraction:
                isFraction = true
                at += 1
                continue
            default: break
            }
            break
        }
        guard at > start else { throw Unreadable() }
        return Double(digits) / Double(scale)
    }

    /// What stands before the next separator.
    private mutating func word() throws(Unreadable) -> String {
        let start = at
        while at < bytes.count, !Self.ends(bytes[at]) { at += 1 }
        guard at > start else { throw Unreadable() }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private static func ends(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "=") || byte == lineFeed
    }

    private mutating func pass(_ byte: Unicode.Scalar) throws(Unreadable) {
        guard passes(byte) else { throw Unreadable() }
    }

    private mutating func passes(_ byte: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
        at += 1
        return true
    }

    private var isAtLineEnd: Bool { at == bytes.count || bytes[at] == Self.lineFeed }

    private mutating func passLine() {
        while !isAtLineEnd { at += 1 }
        at += 1
    }

    private static let claude = Array("claude-".utf8)
    private static let lineFeed = UInt8(ascii: "\n")
}
