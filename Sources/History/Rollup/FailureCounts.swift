import Gateway
import GRDB
import Providers

/// Failed attempts of a batch, counted by sort and day.
struct FailureCounts: Sendable {
    private struct Key: Hashable {
        let sort: FailureSort
        /// The day's start in milliseconds.
        let day: Int64
    }

    private var counts: [Key: Int] = [:]

    mutating func add(_ exchange: Exchange) {
        for attempt in exchange.attempts {
            guard let errorClass = attempt.errorClass else { continue }
            let start = exchange.startedAt.advanced(by: attempt.startOffset)
            let sort = FailureSort(errorClass: errorClass, target: attempt.target.id.rawValue)
            counts[Key(sort: sort, day: RollupLevel.day.start(of: start).milliseconds), default: 0] += 1
        }
    }

    /// Adds everything to what is stored; `db` is inside a transaction.
    func write(to db: Database) throws {
        for (key, count) in counts {
            let statement = try db.cachedStatement(sql: Self.upsert)
            try statement.execute(arguments: [key.sort.errorClass, key.sort.target, key.day, count])
        }
    }

    private static let upsert = """
        INSERT INTO failure (error_class, target, day_ms, count) VALUES (?, ?, ?, ?)
        ON CONFLICT (error_class, target, day_ms) DO UPDATE SET count = count + excluded.count
        """
}

/// What failed in which way.
struct FailureSort: Hashable, Comparable, Sendable {
    let errorClass: String
    /// Empty for nobody.
    let target: String

    static func < (left: FailureSort, right: FailureSort) -> Bool {
        (left.errorClass, left.target) < (right.errorClass, right.target)
    }
}
