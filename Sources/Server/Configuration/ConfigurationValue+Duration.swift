extension ConfigurationValue {
    /// `300s`, `5m`, `1.5s`, `250ms`, `1h`, `1m30s`; a bare whole number counts seconds.
    static func duration(_ text: String, in range: ClosedRange<Duration>) throws(ValueProblem) -> Duration {
        guard let value = duration(text) else {
            throw ValueProblem(reason: "is not a duration", mend: "write for example 300s, 5m, 1.5s, 250ms or 1h")
        }
        guard range.contains(value) else {
            let low = ConfigurationValueKind.shortText(range.lowerBound)
            let high = ConfigurationValueKind.shortText(range.upperBound)
            throw ValueProblem(reason: "is out of range", mend: "write \(low) to \(high)")
        }
        return value
    }

    private static func duration(_ text: String) -> Duration? {
        var rest = Substring(text)
        if let seconds = number(at: &rest), rest.isEmpty {
            return seconds.fraction.isEmpty ? .seconds(seconds.whole) : nil
        }
        rest = Substring(text)
        var total = Duration.zero
        repeat {
            guard let number = number(at: &rest), let unit = unit(at: &rest), let part = number.times(unit) else {
                return nil
            }
            total += part
        } while !rest.isEmpty
        return total
    }

    /// Digits, with a point and more digits behind it at most.
    private struct Decimal {
        let whole: Int
        /// Digits behind the point.
        let fraction: Substring

        /// `unit` in nanoseconds.
        ///
        /// Exact: `1.5` seconds are 1 500 000 000 ns.
        func times(_ unit: Int) -> Duration? {
            var result = Duration.nanoseconds(unit) * whole
            var place = unit
            for digit in fraction {
                guard let value = digit.wholeNumberValue, place % 10 == 0 else { return nil }
                place /= 10
                result += .nanoseconds(place * value)
            }
            return result
        }
    }

    private static func number(at rest: inout Substring) -> Decimal? {
        let digits = rest.prefix(while: isDigit)
        // Nine digits of hours in nanoseconds still fit into a Duration; nobody waits longer.
        guard !digits.isEmpty, digits.count <= 9, let whole = Int(digits) else { return nil }
        rest = rest.dropFirst(digits.count)
        guard rest.first == "." else { return Decimal(whole: whole, fraction: "") }
        let fraction = rest.dropFirst().prefix(while: isDigit)
        guard !fraction.isEmpty else { return nil }
        rest = rest.dropFirst(fraction.count + 1)
        return Decimal(whole: whole, fraction: fraction)
    }

    /// In nanoseconds.
    private static func unit(at rest: inout Substring) -> Int? {
        let name = rest.prefix { !isDigit($0) }
        let units = ["ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000, "h": 3_600_000_000_000]
        guard let unit = units[String(name)] else { return nil }
        rest = rest.dropFirst(name.count)
        return unit
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
