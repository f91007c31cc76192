import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTP1

/// A request while it arrives: let in by its head, its body collected within its bound.
struct RequestAssembly {
    /// What a part of the request asks for.
    enum Step {
        case readOn
        /// Reading on, once the client has been told that its body is wanted (RFC 9110 §10.1.1).
        case askForBody
        case answer(ArrivedRequest)
    }

    private let limit: Int
    /// The body's length as the head says it, in bytes; 0 when it does not.
    private var declared = 0
    private var request: ArrivedRequest
    private var body = ByteBuffer()
    /// Why the request is not let in; told when nothing more of it is to come, so that the connection can go on.
    private var refusal: APIError?

    /// Takes in a head that `admit` looks at, of a request whose body may have `limit` bytes.
    ///
    /// A request that is refused while more of it is to come is answered at once: the client waits for `100 Continue`, or
    /// for a word about a large body.
    static func begin(
        _ head: HTTPRequestHead,
        limit: Int,
        admit: (HTTPRequest) throws(APIError) -> Void
    ) -> (RequestAssembly, Step) {
        // The decoder has seen to it that these are digits; more of them than a number can have are too many.
        let declared = head.headers.first(name: "content-length").map { Int($0) ?? .max } ?? 0
        var assembly = RequestAssembly(limit: limit, request: ArrivedRequest(head))
        do throws(APIError) {
            try assembly.check(head, declared: declared, admit: admit)
        } catch {
            let hasRest = declared > 0 || head.headers.contains(name: "transfer-encoding")
            guard hasRest else {
                assembly.refusal = error
                return (assembly, .readOn)
            }
            return (assembly, .answer(assembly.request.refused(error, hasRest: true)))
        }
        assembly.declared = declared
        // RFC 9110 §10.1.1: HTTP/1.0 knows of no such answer.
        let isAsking = head.version == .http1_1 && head.headers.first(name: "expect")?.lowercased() == "100-continue"
        return (assembly, isAsking ? .askForBody : .readOn)
    }

    /// Takes in a part of the body.
    mutating func append(_ bytes: ByteBuffer) -> Step {
        guard refusal == nil else { return .readOn }
        guard body.readableBytes + bytes.readableBytes <= limit else {
            return .answer(request.refused(tooLarge, hasRest: true))
        }
        // Not before the body begins: saying how long it is costs a client nothing.
        if body.capacity == 0 { body.reserveCapacity(max(declared, bytes.readableBytes)) }
        body.writeImmutableBuffer(bytes)
        return .readOn
    }

    /// The request has ended.
    func end() -> ArrivedRequest { refusal.map { request.refused($0) } ?? request.with(body) }

    /// The client was silent for too long in the middle of its body.
    func timeOut() -> ArrivedRequest {
        let error = APIError(.timeout, "The request's body did not arrive in time.", status: 408)
        return request.refused(refusal ?? error, hasRest: true)
    }

    private func check(
        _ head: HTTPRequestHead,
        declared: Int,
        admit: (HTTPRequest) throws(APIError) -> Void
    ) throws(APIError) {
        if let refusal = request.refusal { throw refusal }
        try admit(request.head)
        if let encoding = head.headers.first(name: "content-encoding"), encoding.lowercased() != "identity" {
            throw APIError(.invalidRequest, "content-encoding \(encoding) is not supported: send the body as it is")
        }
        guard declared <= limit else { throw tooLarge }
    }

    private var tooLarge: APIError {
        APIError(.requestTooLarge, "Request exceeds the maximum size of \(limit) bytes")
    }
}
