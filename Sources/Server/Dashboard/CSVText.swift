import Gateway
import History
import MessagesAPI

/// Comma-separated values that no spreadsheet takes for a formula.
///
/// - Note: Source: RFC 4180; OWASP, CSV Injection (https://owasp.org/www-community/attacks/CSV_Injection, seen
///   2026-11-22).
enum CSVText {
    /// The names of an exchange's cells, in their order.
    static let columns: [String] = {
        let none = Exchange(
            requestID: "",
            startedAt: Timestamp(milliseconds: 0),
            requestedModel: "",
            isStreaming: false,
            requestBytes: 0
        )
        return DashboardField.exchange(ExchangeRow(none)).map(\.name)
    }()

    /// One line with its end.
    static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    /// A value as text; empty where it is not known.
    static func cell(_ field: DashboardField) -> String {
        switch field.value {
        case .text(let text): text.map(defused) ?? ""
        case .integer(let integer): integer.map(String.init) ?? ""
        case .number(let number): number.map { "\($0)" } ?? ""
        case .flag(let flag): "\(flag)"
        }
    }

    /// Text from outside with an apostrophe before it if a spreadsheet would run it.
    static func defused(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    /// Quoted where the grammar asks for it; scalars and not characters, as CR LF is one character.
    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
