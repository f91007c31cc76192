import Foundation
import MessagesAPI
import NIOCore

/// A request body from `Tests/Fixtures/requests`, or made from text.
enum RequestFixture {
    static func text(_ name: String) throws -> String {
        let tests = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return try String(contentsOf: tests.appending(path: "Fixtures/requests/\(name)"), encoding: .utf8)
    }

    static func request(
        _ body: String,
        _ operation: MessagesRequest.Operation = .createMessage
    ) throws(APIError) -> MessagesRequest {
        // Bytes before the body's first readable one must not shift what is read.
        var buffer = ByteBuffer(string: "....")
        buffer.moveReaderIndex(forwardBy: 4)
        buffer.writeString(body)
        return try MessagesRequest(operation, body: buffer)
    }

    /// A body with the messages and further members given.
    static func body(messages: String = "[]", _ more: String = "") -> String {
        #"{"model":"claude-opus-4-8","max_tokens":1,"messages":\#(messages)\#(more.isEmpty ? "" : ",")\#(more)}"#
    }
}
