import GRDB

/// One column of a table together with the value it takes from a record, so that the two cannot drift apart.
struct TableColumn<Record: Sendable>: Sendable {
    let name: String
    let value: @Sendable (Record) -> DatabaseValue

    init<Value: DatabaseValueConvertible & SendableMetatype>(
        _ name: String,
        _ value: @escaping @Sendable (Record) -> Value?
    ) {
        self.name = name
        self.value = { record in value(record)?.databaseValue ?? .null }
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

    /// The parameters of ``insertion(into:)``.
    func arguments<Record>(from record: Record) -> StatementArguments where Element == TableColumn<Record> {
        StatementArguments(map { $0.value(record) })
    }
}
