import EndToEndSupport
import Foundation
import Gateway
import History

/// A history that is there before the proxy starts, written as the proxy writes it.
enum SeededHistory {
    /// Makes the database at `path`; takes as many exchanges as a writer keeps waiting (10,000).
    static func write(_ exchanges: [Exchange], to path: String) async throws {
        let logger = ProxyUnderTest.silentLogger
        let database = try HistoryDatabase.open(path: path, logger: logger)
        let writer = HistoryWriter(database: database, clock: ContinuousClock(), now: { now }, logger: logger)
        for exchange in exchanges { writer.record(exchange) }
        await withTaskGroup { group in
            group.addTask { await writer.run() }
            // It ends with one last batch: all of it.
            group.cancelAll()
        }
        try database.close()
    }

    static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
