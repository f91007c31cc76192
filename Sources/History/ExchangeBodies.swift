#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import GRDB
import Gateway

/// The bodies of one exchange, where they were kept.
package struct ExchangeBodies: Sendable, Equatable {
    package let request: [UInt8]?
    package let response: [UInt8]?

    /// `nil` if the exchange kept neither.
    init?(_ exchange: Exchange) {
        guard exchange.requestBody != nil || exchange.responseBody != nil else { return nil }
        request = exchange.requestBody
        response = exchange.responseBody
    }
}

/// GRDB takes and gives blobs as Foundation's `Data` alone.
extension ExchangeBodies {
    init(_ row: Row) {
        request = (row["request_body"] as Data?).map(Array.init)
        response = (row["response_body"] as Data?).map(Array.init)
    }

    func write(exchangeID: Int64, to db: Database) throws {
        let insertion = try db.cachedStatement(
            sql: "INSERT INTO body (exchange_id, request_body, response_body) VALUES (?, ?, ?)"
        )
        try insertion.execute(arguments: [exchangeID, request.map { Data($0) }, response.map { Data($0) }])
    }
}
