/// The messages of a Bedrock response stream.
extension SimulatedFrame {
    private static let json = Value.string("application/json")

    /// A chunk with one inner event; `padding` is its `p` member, left out if `nil`.
    package static func chunk(_ innerJSON: String, padding: String? = nil) -> SimulatedFrame {
        chunk(
            payload:
                "{\"bytes\":\"\(Base64.encode(Array(innerJSON.utf8)))\"\(padding.map { ",\"p\":\"\($0)\"" } ?? "")}"
        )
    }

    /// An event of type `chunk` with a payload of any kind.
    static func chunk(payload: String) -> SimulatedFrame { event("chunk", payload: payload) }

    /// An event of any type.
    static func event(_ type: String, payload: String) -> SimulatedFrame {
        SimulatedFrame(
            headers: [(":event-type", .string(type)), (":content-type", json), (":message-type", .string("event"))],
            payload: Array(payload.utf8)
        )
    }

    package static func exception(_ exception: StreamException) -> SimulatedFrame {
        var payload = "{\"message\":\(JSONText.quoted(exception.message))"
        if let status = exception.originalStatusCode { payload += ",\"originalStatusCode\":\(status)" }
        if let message = exception.originalMessage { payload += ",\"originalMessage\":\(JSONText.quoted(message))" }
        return SimulatedFrame(
            headers: [
                (":exception-type", .string(exception.type)),
                (":content-type", json),
                (":message-type", .string("exception")),
            ],
            payload: Array((payload + "}").utf8)
        )
    }

    /// An unmodelled failure: everything is in the headers.
    package static func error(code: String, message: String) -> SimulatedFrame {
        SimulatedFrame(headers: [
            (":message-type", .string("error")), (":error-code", .string(code)), (":error-message", .string(message)),
        ])
    }
}
