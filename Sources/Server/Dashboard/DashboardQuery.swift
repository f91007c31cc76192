import Gateway
import History
import MessagesAPI

/// Reads the parameters of the dashboard's endpoints; an empty one counts as left out.
struct DashboardQuery: Sendable {
    /// Characters of a value at most; model names and error classes are far shorter.
    static let valueLimit = 512
    /// Exchanges on a page: the default, and what may be asked for.
    static let defaultLimit = 20
    static let limits = 1...100
    /// Times that can be named: up to the end of the year 9999.
    static let times: ClosedRange<Int64> = 0...253_402_300_799_999

    /// Asks for what no target served; every target's name has a slash.
    static let noTarget = "none"

    private let request: ClientRequest

    init(_ request: ClientRequest) { self.request = request }

    /// What `range`, or `from` and `to`, ask for.
    enum Span: Equatable {
        case last(Duration)
        case since(Timestamp)
        case between(Timestamp, Timestamp)
        case all
    }

    func span(now: Timestamp) throws(APIError) -> Span {
        let (from, to, range) = (try time("from"), try time("to"), try text("range"))
        guard range == nil || (from == nil && to == nil) else {
            throw APIError(.invalidRequest, "range: Input should be given without from and to")
        }
        if let from {
            guard from < to ?? now else { throw APIError(.invalidRequest, "from: Input should be before to") }
            return to.map { .between(from, $0) } ?? .since(from)
        }
        guard to == nil else { throw APIError(.invalidRequest, "from: Field required where to is given") }
        switch range ?? "24h" {
        case "1h": return .last(.seconds(3600))
        case "6h": return .last(.seconds(6 * 3600))
        case "24h": return .last(.seconds(24 * 3600))
        case "7d": return .last(.seconds(7 * 86_400))
        case "30d": return .last(.seconds(30 * 86_400))
        case "90d": return .last(.seconds(90 * 86_400))
        case "all": return .all
        default: throw APIError(.invalidRequest, "range: Input should be 1h, 6h, 24h, 7d, 30d, 90d or all")
        }
    }

    /// Narrows a filter by every parameter that is given.
    func narrow(_ filter: inout ExchangeFilter) throws(APIError) {
        filter.requestedModel = try text("model")
        filter.provider = try text("provider")
        filter.target = try text("target").map { $0 == Self.noTarget ? "" : $0 }
        filter.errorClass = try text("error")
        filter.sessionID = try text("session")
        filter.requestIDPrefix = try text("q")
        if let outcome = try text("outcome") {
            filter.outcome = Exchange.Outcome(rawValue: outcome)
            guard filter.outcome != nil else {
                throw APIError(.invalidRequest, "outcome: Input should be succeeded, failed or cancelled")
            }
        }
        if let status = try text("status") {
            guard let known = Int(decimal: status), (100...599).contains(known) else {
                throw APIError(.invalidRequest, "status: Input should be between 100 and 599")
            }
            filter.status = known
        }
        switch try text("stream") {
        case .none: break
        case "true": filter.isStreaming = true
        case "false": filter.isStreaming = false
        default: throw APIError(.invalidRequest, "stream: Input should be true or false")
        }
    }

    /// How many exchanges a page has.
    func limit() throws(APIError) -> Int {
        guard let text = try text("limit") else { return Self.defaultLimit }
        guard let limit = Int(decimal: text), Self.limits.contains(limit) else {
            throw APIError(.invalidRequest, "limit: Input should be between 1 and 100")
        }
        return limit
    }

    /// Where a page begins, and on which side of that it lies; `nil` for the newest one.
    func place() throws(APIError) -> (direction: HistoryReader.Direction, key: ExchangeKey)? {
        switch (try text("before"), try text("after")) {
        case (nil, nil): return nil
        case (let before?, nil): return (.older, try key("before", before))
        case (nil, let after?): return (.newer, try key("after", after))
        case (_?, _?): throw APIError(.invalidRequest, "before: Input should be given without after")
        }
    }

    /// Refuses what is given twice, and what an endpoint does not know: an answer that ignored it would look narrower than
    /// it is.
    func check(_ known: [String]) throws(APIError) {
        var given: Set<String> = []
        for (name, _) in request.query {
            guard known.contains(name) else {
                throw APIError(.invalidRequest, "\(name.prefix(Self.nameLimit)): This endpoint has no such parameter")
            }
            guard given.insert(name).inserted else {
                throw APIError(.invalidRequest, "\(name): Input should be given once")
            }
        }
    }

    /// Characters of an unknown parameter that are repeated to the client.
    private static let nameLimit = 40

    /// A parameter's text; `nil` if it is missing or empty.
    func text(_ name: String) throws(APIError) -> String? {
        guard let text = request.queryValue(name), !text.isEmpty else { return nil }
        guard text.utf8.count <= Self.valueLimit else {
            throw APIError(.invalidRequest, "\(name): Input should have at most \(Self.valueLimit) bytes")
        }
        return text
    }

    private func key(_ name: String, _ text: String) throws(APIError) -> ExchangeKey {
        guard let key = ExchangeKey(text: text) else {
            throw APIError(.invalidRequest, "\(name): Input should be a key that a page of exchanges named")
        }
        return key
    }

    private func time(_ name: String) throws(APIError) -> Timestamp? {
        guard let text = try text(name) else { return nil }
        guard let milliseconds = Int64(decimal: text), Self.times.contains(milliseconds) else {
            throw APIError(.invalidRequest, "\(name): Input should be milliseconds since 1970")
        }
        return Timestamp(milliseconds: milliseconds)
    }
}

extension ExchangeKey {
    /// As pages name it; nobody but the proxy needs to read it.
    var text: String { "\(startedAt.milliseconds)-\(id)" }

    /// `nil` for what is no key.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = Int64(decimal: parts[0]), let id = Int64(decimal: parts[1]), id > 0,
            DashboardQuery.times.contains(start)
        else { return nil }
        self.init(startedAt: Timestamp(milliseconds: start), id: id)
    }
}

extension FixedWidthInteger {
    /// The number that a text tells the one way there is to write it: digits alone, and none too many.
    init?(decimal text: some StringProtocol) {
        guard let number = Self(text, radix: 10), number >= 0, String(number) == text else { return nil }
        self = number
    }
}
