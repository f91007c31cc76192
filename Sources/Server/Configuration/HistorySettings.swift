/// What is kept of each exchange, where and how long.
package struct HistorySettings: Sendable {
    /// The SQLite file; a relative path is taken from the working directory.
    package let path: String
    /// Days after which a row is deleted.
    package let retentionDays: Int
    /// Whether request and response bodies are kept too.
    package let storesBodies: Bool
}
