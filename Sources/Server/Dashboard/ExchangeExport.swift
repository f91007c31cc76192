import Gateway
import HTTPTypes
import History
import JSONBytes
import NIOCore

/// A filtered list as a file, newest first; made page by page while the client reads.
struct ExchangeExport: Sendable {
    /// Exchanges in one file at most.
    static let rowLimit = 100_000

    /// How the file is written.
    enum Format {
        case csv
        case json
    }

    let history: HistoryEndpoints
    var rowLimit = Self.rowLimit

    /// `GET /api/export.csv` and `GET /api/export.json`.
    func send(_ format: Format, _ request: ClientRequest, through client: ClientStream) async throws {
        let filter = try await history.filter(request)
        var page = try await rows(filter, after: nil, limit: rowLimit)
        try await client.startDownload(format.headers)
        try await client.write(ByteBuffer(string: format.head))
        var left = rowLimit
        while let last = page.last {
            try await client.write(format.body(page, isFirst: left == rowLimit))
            left -= page.count
            page = try await rows(filter, after: last.key, limit: max(left, 1))
            guard left > 0 else { break }
        }
        try await client.write(ByteBuffer(string: format.end(isComplete: page.isEmpty)))
        try await client.finish()
    }

    private func rows(_ filter: ExchangeFilter, after key: ExchangeKey?, limit: Int) async throws -> [ExchangeRow] {
        let limit = min(limit, HistoryReader.pageLimit)
        return try await history.ask { try await history.reader.exchanges(filter, limit: limit, .older, than: key) }
    }
}

extension ExchangeExport.Format {
    fileprivate var headers: HTTPFields {
        let (type, name) = self == .csv ? ("text/csv; charset=utf-8", "csv") : ("application/json", "json")
        var headers = DashboardHeaders.all
        headers[.contentType] = type
        headers[.contentDisposition] = "attachment; filename=\"claude-proxy-requests.\(name)\""
        return headers
    }

    fileprivate var head: String {
        switch self {
        case .csv: CSVText.line(["started_at"] + CSVText.columns)
        case .json: "{\"exchanges\":["
        }
    }

    fileprivate func body(_ rows: [ExchangeRow], isFirst: Bool) -> ByteBuffer {
        switch self {
        case .csv:
            let lines = rows.map { row in
                CSVText.line([row.startedAt.rfc3339] + DashboardField.exchange(row).map(CSVText.cell))
            }
            return ByteBuffer(string: lines.joined())
        case .json:
            var body = ByteBuffer()
            for (index, row) in rows.enumerated() {
                var writer = JSONWriter(capacity: 1024)
                writer.object(DashboardField.exchange(row))
                body.writeString(isFirst && index == 0 ? "\n" : ",\n")
                body.writeBytes(writer.bytes)
            }
            return body
        }
    }

    fileprivate func end(isComplete: Bool) -> String {
        switch self {
        case .csv: ""
        case .json: "\n],\"is_complete\":\(isComplete)}\n"
        }
    }
}
