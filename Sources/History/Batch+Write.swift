import GRDB
import Gateway
import Providers

extension Batch {
    /// What became of the exchanges of a batch.
    struct Tally: Sendable, Equatable {
        var stored = 0
        /// Their request id was there already.
        var duplicates = 0
        /// The database refused the row itself.
        var refused = 0
    }

    /// Writes everything; `db` is inside a transaction.
    ///
    /// A row that SQLite refuses for what it holds must not hold up the others for ever: then the exchanges are written
    /// one by one, and the refused ones are left out and counted.
    /// - Throws: What lies with the file (full, locked, broken) and not with a row.
    func write(to db: Database) throws -> Tally {
        try writeCooldowns(to: db)
        do {
            var progress = Progress()
            try db.inSavepoint {
                for exchange in exchanges { try write(exchange, to: db, &progress) }
                return .commit
            }
            return try progress.finish(in: db)
        } catch let error as DatabaseError where error.isAboutTheRow {
            return try writeOneByOne(to: db)
        }
    }

    /// What has been done of a batch.
    private struct Progress {
        var tally = Tally()
        var sums = RollupSums()
        var failures = FailureCounts()
        /// The numbers of the facets met so far.
        var facets: [Facet: Int64] = [:]

        mutating func number(of facet: Facet, in db: Database) throws -> Int64 {
            if let number = facets[facet] { return number }
            let number = try facet.id(in: db)
            facets[facet] = number
            return number
        }

        /// Writes what was counted.
        func finish(in db: Database) throws -> Tally {
            try sums.write(to: db)
            try failures.write(to: db)
            return tally
        }
    }

    private func writeOneByOne(to db: Database) throws -> Tally {
        var progress = Progress()
        for exchange in exchanges {
            do {
                try db.inSavepoint {
                    try write(exchange, to: db, &progress)
                    return .commit
                }
            } catch let error as DatabaseError where error.isAboutTheRow {
                progress.tally.refused += 1
                // One of them may have been new, and is undone with its exchange.
                progress.facets = [:]
            }
        }
        return try progress.finish(in: db)
    }

    private func write(_ exchange: Exchange, to db: Database, _ progress: inout Progress) throws {
        let facet = try progress.number(of: Facet(exchange), in: db)
        let insertion = try db.cachedStatement(sql: ExchangeTable.insertion)
        try ExchangeTable.columns.insert(.init(exchange: exchange, facetID: facet), by: insertion)
        guard db.changesCount == 1 else {
            progress.tally.duplicates += 1
            return
        }
        let id = db.lastInsertedRowID
        try writeAttempts(of: exchange, id: id, to: db)
        try ExchangeBodies(exchange)?.write(exchangeID: id, to: db)
        progress.tally.stored += 1
        // Last, so that what is refused is not counted.
        progress.sums.add(exchange, facet: facet)
        progress.failures.add(exchange)
    }

    private func writeAttempts(of exchange: Exchange, id: Int64, to db: Database) throws {
        let insertion = try db.cachedStatement(sql: AttemptTable.insertion)
        for (position, attempt) in exchange.attempts.enumerated() {
            let record = AttemptTable.Record(
                exchangeID: id,
                position: position,
                exchangeStartedAt: exchange.startedAt,
                attempt: attempt
            )
            try AttemptTable.columns.insert(record, by: insertion)
        }
    }

    private func writeCooldowns(to db: Database) throws {
        if cooldowns.clearsAll { try db.execute(sql: "DELETE FROM cooldown") }
        for (target, cooldown) in cooldowns.byTarget {
            if let cooldown {
                let replacement = try db.cachedStatement(
                    sql: "INSERT OR REPLACE INTO cooldown (target, until_ms, reason, detail) VALUES (?, ?, ?, ?)"
                )
                try replacement.execute(arguments: [
                    target.rawValue, cooldown.until.milliseconds, cooldown.reason, cooldown.detail,
                ])
            } else {
                let removal = try db.cachedStatement(sql: "DELETE FROM cooldown WHERE target = ?")
                try removal.execute(arguments: [target.rawValue])
            }
        }
    }
}

extension DatabaseError {
    /// Whether the same row would be refused again however often it is tried.
    fileprivate var isAboutTheRow: Bool {
        switch resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE: true
        default: false
        }
    }
}
