package import Gateway
import GRDB

/// Which exchanges are looked at: those of a time for which every value that is given holds.
package struct ExchangeFilter: Sendable, Equatable {
    /// The first point in time that belongs to it.
    package var start: Timestamp
    /// The first point in time that does not belong to it any more.
    package var end: Timestamp
    package var requestedModel: String?
    /// Empty for exchanges that no target served.
    package var target: String?
    package var provider: String?
    package var outcome: Exchange.Outcome?
    package var status: Int?
    package var errorClass: String?
    package var isStreaming: Bool?
    package var sessionID: String?
    /// The beginning of a request id.
    package var requestIDPrefix: String?
    /// The finest level that may be asked: fine sums are not kept for long, see ``RollupLevel/finest(reaching:now:)``.
    package var finestLevel = RollupLevel.fiveMinutes

    /// Everything of a time.
    package init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = end
    }

    /// The same over the time of the same length before.
    package var before: ExchangeFilter {
        var earlier = self
        earlier.start = Timestamp(milliseconds: start.milliseconds - (end.milliseconds - start.milliseconds))
        earlier.end = start
        return earlier
    }

    /// The level of sums that serves the time.
    package var level: RollupLevel {
        let fitting = RollupLevel.of(end.duration(since: start))
        return fitting.rawValue < finestLevel.rawValue ? finestLevel : fitting
    }

    /// Whether sums by facet cannot tell it, so that the rows themselves must be read.
    var needsRows: Bool { sessionID != nil || requestIDPrefix != nil }
}

/// A part of a statement with the values for its question marks.
struct Condition: Sendable {
    var sql: [String] = []
    var arguments: [any DatabaseValueConvertible & Sendable] = []

    mutating func require(_ sql: String, _ arguments: (any DatabaseValueConvertible & Sendable)...) {
        self.sql.append(sql)
        self.arguments += arguments
    }

    /// The parts joined; `1` if there are none.
    var text: String { sql.isEmpty ? "1" : sql.joined(separator: " AND ") }

    /// Both must hold.
    static func + (left: Condition, right: Condition) -> Condition {
        Condition(sql: left.sql + right.sql, arguments: left.arguments + right.arguments)
    }
}

extension Condition {
    /// A range instead of LIKE, so that the index serves it.
    static let requestIDPrefix = "request_id >= ? AND request_id < ?"

    /// Holds for request ids that begin so; U+10FFFF sorts behind all that could follow.
    init(requestIDPrefix prefix: String) { require(Self.requestIDPrefix, prefix, prefix + "\u{10FFFF}") }
}

extension ExchangeFilter {
    /// Whether it asks for what general facets do not tell.
    var hasNames: Bool { requestedModel != nil || target != nil }

    /// What holds for a facet that is not general.
    var facetCondition: Condition {
        var condition = restCondition
        if let requestedModel { condition.require("requested_model = ?", requestedModel) }
        if let target { condition.require("served_target = ?", target) }
        return condition
    }

    /// What holds for every facet, and for the rows themselves.
    var restCondition: Condition {
        var condition = Condition()
        if let provider { condition.require("served_provider = ?", provider) }
        if let outcome { condition.require("outcome = ?", outcome.rawValue) }
        if let status { condition.require("status = ?", status) }
        if let errorClass { condition.require("error_class = ?", errorClass) }
        if let isStreaming { condition.require("is_streaming = ?", isStreaming) }
        return condition
    }

    /// The names that the rows themselves must have.
    var nameCondition: Condition {
        var condition = Condition()
        if let requestedModel { condition.require("requested_model = ?", requestedModel) }
        switch target {
        case .none: break
        case "": condition.require("served_target IS NULL")
        case .some(let target): condition.require("served_target = ?", target)
        }
        return condition
    }

    /// What holds for the rows, without the request id, the session and the time.
    var rowCondition: Condition { nameCondition + restCondition }
}
