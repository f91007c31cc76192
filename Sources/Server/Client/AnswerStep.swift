import NIOCore
import NIOHTTP1

/// What is written to a client at once: any of an answer's head, some of its body, its end, in this order.
struct AnswerStep: Sendable {
    var head: HTTPResponseHead?
    var body: ByteBuffer?
    var isEnd = false
}
