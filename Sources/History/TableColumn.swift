import GRDB

/// One column of a table together with the value it takes from a record, so that the two cannot drift apart.
struct TableColumn<Record: Sendable>: Sendable {
    let name: String
    /// Gives the record's value to a statement's parameter, counted from 1; returns SQLite's result code.
    let bind: @Sendable (Record, SQLiteStatement, CInt) -> CInt

    init<Value: StatementBinding & SendableMetatype>(
        _ name: String,
        _ value: @escaping @Sendable (Record) -> Value?
    ) {
        self.name = name
        self.bind = { record, statement, index in value(record).bind(to: statement, at: index) }
    }
}

extension Array {
    /// The columns' names with commas between, as a statement wants them.
    func names<Record>() -> String where Element == TableColumn<Record> {
        map(\.name).joined(separator: ", ")
    }

    /// An `INSERT` into `table` with one parameter a column.
    func insertion<Record>(into table: String) -> String where Element == TableColumn<Record> {
        let parameters = map { _ in "?" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(names())) VALUES (\(parameters))"
    }

    /// Runs `statement`, made from ``insertion(into:)``, with the values of `record`.
    ///
    /// The values go straight to SQLite: a list of arguments of thirty columns costs as much again as the insertion.
    func insert<Record>(_ record: Record, by statement: Statement) throws where Element == TableColumn<Record> {
        // Also takes the statement back to where parameters can be set.
        statement.setUncheckedArguments(StatementArguments())
        for (offset, column) in enumerated() {
            let code = ResultCode(rawValue: column.bind(record, statement.sqliteStatement, CInt(offset + 1)))
            guard code == .SQLITE_OK else { throw DatabaseError(resultCode: code) }
        }
        try statement.execute()
    }
}
