import Gateway
import History
import MessagesAPI
import Providers

/// The page that lists the last exchanges.
///
/// Everything in it that came from outside is escaped.
enum HistoryPage {
    /// Exchanges shown.
    static let rowLimit = 50

    static func html(_ rows: [ExchangeRow]) -> String {
        let body = rows.isEmpty ? empty : table(rows)
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Claude Proxy</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/style.css"></head>
            <body><h1>Claude Proxy</h1>
            \(body)
            </body></html>

            """
    }

    private static let empty = """
        <p>No request has been recorded yet. Send one:</p>
        <pre>ANTHROPIC_BASE_URL=http://127.0.0.1:3001 ANTHROPIC_AUTH_TOKEN=any claude</pre>
        """

    private static let columns = [
        "Time", "Request ID", "Status", "Stream", "Input", "Output", "Cost", "Requested model", "Served by", "Attempts",
        "First token", "Duration", "Error",
    ]

    private static func table(_ rows: [ExchangeRow]) -> String {
        let head = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return """
            <p>The last \(rows.count) requests, newest first.\(priceNote(rows))</p>
            <div class="scroll"><table><thead><tr>\(head)</tr></thead><tbody>
            \(rows.map(line).joined(separator: "\n"))
            </tbody></table></div>
            """
    }

    /// What the costs rest on.
    private static func priceNote(_ rows: [ExchangeRow]) -> String {
        let dates = Set(rows.compactMap(\.priceDate)).sorted()
        guard !dates.isEmpty else { return "" }
        let list = escaped(dates.joined(separator: ", "))
        return " A cost with ≈ is an estimate by the prices of \(list); others are the upstream's own word."
    }

    private static func line(_ row: ExchangeRow) -> String {
        let cells: [String] = [
            row.startedAt.rfc3339,
            row.requestID,
            row.status.map(String.init) ?? "–",
            row.isStreaming ? "yes" : "no",
            row.usage.inputTokens.map(String.init) ?? "–",
            row.usage.outputTokens.map(String.init) ?? "–",
            DollarText.cost(of: row),
            row.requestedModel,
            row.servedBy.map { "\($0.id)" } ?? "–",
            row.attemptCount.map(String.init) ?? "–",
            milliseconds(row.timeToFirstToken),
            milliseconds(row.duration),
            row.errorMessage ?? row.errorClass ?? "",
        ]
        let columns = cells.map { "<td>\(escaped($0))</td>" }
        return "<tr class=\"\(row.outcome.rawValue)\">\(columns.joined())</tr>"
    }

    private static func milliseconds(_ duration: Duration?) -> String {
        duration.map { "\($0.wholeMilliseconds) ms" } ?? "–"
    }

    /// Text that is shown as text, also inside an attribute.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    static let style = """
        :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
        body { margin: 2rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 0.3rem 0.8rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); white-space: nowrap; }
        td:last-child { white-space: normal; min-width: 20rem; }
        tr.failed td:nth-child(3) { color: #c62828; font-weight: 600; }
        tr.cancelled td:nth-child(3) { color: #8a6d00; }
        pre { padding: 1rem; border: 1px solid; overflow-x: auto; }

        """
}
