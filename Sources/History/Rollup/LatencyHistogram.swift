import Gateway

/// How often durations fell into each ``LatencyBin``.
struct LatencyHistogram: Sendable, Equatable {
    /// An entry for each bin; empty as long as nothing was counted.
    private(set) var counts: [Int] = []

    init() {}

    mutating func add(_ count: Int, bin: Int) {
        guard (0...LatencyBin.last).contains(bin) else { return }
        if counts.isEmpty { counts = Array(repeating: 0, count: LatencyBin.last + 1) }
        counts[bin] += count
    }

    /// Counts a duration; `nil` is one that is not known.
    mutating func add(_ duration: Duration?) {
        guard let duration else { return }
        add(1, bin: LatencyBin.index(of: duration.wholeMilliseconds))
    }

    mutating func add(_ other: LatencyHistogram) {
        guard !counts.isEmpty else { return counts = other.counts }
        for (bin, count) in other.counts.enumerated() { counts[bin] += count }
    }
}

/// As a column of `rollup` holds it: `bin:count` for each bin that is not empty, with spaces between.
extension LatencyHistogram {
    var text: String {
        var text = ""
        for (bin, count) in counts.enumerated() where count > 0 {
            if !text.isEmpty { text += " " }
            text += "\(bin):\(count)"
        }
        return text
    }

    /// Adds what ``text`` tells; what is no number counts as 0.
    mutating func add(text: String) {
        var text = text
        text.withUTF8 { bytes in
            var (bin, number) = (0, 0)
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number &* 10 &+ Int(byte - UInt8(ascii: "0"))
                case UInt8(ascii: ":"): (bin, number) = (number, 0)
                default:
                    add(number, bin: bin)
                    (bin, number) = (0, 0)
                }
            }
            if number > 0 { add(number, bin: bin) }
        }
    }
}
