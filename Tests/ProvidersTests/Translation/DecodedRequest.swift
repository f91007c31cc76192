import MessagesAPI
import NIOCore

/// A client's request from JSON text; `model` and `max_tokens` are there already.
func decodedRequest(_ fields: String) throws -> DecodedMessagesRequest {
    let body = ByteBuffer(string: #"{"model":"m","max_tokens":100,\#(fields)}"#)
    return try MessagesRequest(body: body).decoded()
}
