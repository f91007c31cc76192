import JSONBytes

/// How the history is doing, for `/debug`.
struct HistoryStatusReport: Sendable {
    var path: String
    var isHealthy: Bool
    var problem: String?
    var queued: Int
    var dropped: Int

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("path", path)
        writer.member("healthy", isHealthy)
        if let problem { writer.member("problem", problem) }
        writer.member("queued", queued)
        writer.member("dropped", dropped)
        writer.endObject()
    }
}
