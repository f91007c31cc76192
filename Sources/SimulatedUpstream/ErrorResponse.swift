/// A response that is not a Messages answer.
package struct ErrorResponse: Sendable {
    package var status: Int
    /// The exception's name for `x-amzn-ErrorType`; `nil` leaves the header out.
    package var type: String?
    package var contentType: String
    package var body: String
    /// Further header lines.
    package var headers: [(name: String, value: String)]
    package var keepsAlive: Bool
    /// Before the response head.
    package var pause: ScriptPause

    /// A response with a body of any kind.
    package init(
        status: Int,
        type: String? = nil,
        contentType: String = "application/json",
        body: String,
        headers: [(name: String, value: String)] = [],
        keepsAlive: Bool = true,
        pause: ScriptPause = .none
    ) {
        self.status = status
        self.type = type
        self.contentType = contentType
        self.body = body
        self.headers = headers
        self.keepsAlive = keepsAlive
        self.pause = pause
    }

    /// A modelled exception with its JSON body; `members` is raw JSON text for further members, such as
    /// `"originalStatusCode":529`.
    package static func exception(_ status: Int, _ type: String, _ message: String, members: String = "") -> Self {
        let rest = members.isEmpty ? "" : "," + members
        return ErrorResponse(status: status, type: type, body: "{\"message\":\(JSONText.quoted(message))\(rest)}")
    }
}
