/// Lower prices in certain hours of the week, as DeepSeek has them.
///
/// - Note: Source: DeepSeek, models and pricing (https://api-docs.deepseek.com/quick_start/pricing, seen 2026-11-22).
package struct OffPeakPrice: Sendable, Equatable {
    /// Hours of some weekdays, UTC.
    package struct Window: Sendable, Equatable {
        /// By ISO 8601: 1 is Monday, 7 is Sunday.
        package var weekdays: Set<Int>
        /// Minutes of the day, each range within 0 to 1440.
        package var minutes: [Range<Int>]

        package init(weekdays: Set<Int>, minutes: [Range<Int>]) {
            self.weekdays = weekdays
            self.minutes = minutes
        }
    }

    package var rates: TokenRates
    package var windows: [Window]

    package init(rates: TokenRates, windows: [Window]) {
        self.rates = rates
        self.windows = windows
    }

    /// Whether the lower prices hold `seconds` after 1970-01-01T00:00:00Z.
    ///
    /// That day was a Thursday: 0 is weekday 4, minute 0.
    package func holds(at seconds: Int) -> Bool {
        let minute = Self.quotient(seconds, 60)
        let day = Self.quotient(minute, 1440)
        let weekday = day + 3 - Self.quotient(day + 3, 7) * 7 + 1
        return windows.contains { window in
            window.weekdays.contains(weekday) && window.minutes.contains { $0.contains(minute - day * 1440) }
        }
    }

    /// Rounded down, before 1970 too.
    private static func quotient(_ number: Int, _ divisor: Int) -> Int {
        number / divisor - (number % divisor < 0 ? 1 : 0)
    }
}
