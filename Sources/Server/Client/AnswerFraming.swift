import NIOCore
import NIOHTTP1

/// An answer's head as it is sent: in the client's version of HTTP, and with a word on whether the connection lives on.
struct AnswerFraming {
    var head = HTTPResponseHead(version: .http1_1, status: .ok)
    /// Whether another request may follow.
    var isKeepAlive = true
    /// Whether pings may be sent between the answer's parts.
    var isEventStream = false

    init() {}

    /// `isLast` says that the connection ends with this answer whatever the client wishes.
    init(_ answer: HTTPResponseHead, to request: ArrivedRequest, isLast: Bool) {
        head = answer
        head.version = request.version
        let isOld = request.version != .http1_1
        // The end of an answer without a length is told to an old client by closing.
        let hasEnd = !isOld || answer.headers.contains(name: "content-length")
        isKeepAlive = request.isKeepAlive && hasEnd && !isLast
        isEventStream = answer.headers.first(name: "content-type")?.hasPrefix("text/event-stream") ?? false
        if !isKeepAlive {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        } else if isOld {
            head.headers.replaceOrAdd(name: "connection", value: "keep-alive")
        }
    }
}
