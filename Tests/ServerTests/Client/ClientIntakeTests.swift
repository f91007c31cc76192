import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTP1
import Testing

@testable import Server

@Suite("What a client sends, made into requests")
struct ClientIntakeTests {
    @Test("A body grows in place, however many parts it comes in", .timeLimit(.minutes(1)))
    func growth() throws {
        let part = ByteBuffer(repeating: 1, count: 512)
        let count = 64 * 1024
        var intake = ClientIntake(bodyLimit: .max) { _ throws(APIError) in }
        let headers: HTTPHeaders = ["host": "x", "content-length": "\(count * part.readableBytes)"]
        _ = intake.receive(.head(HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: headers)))

        // Copied as a whole for each part, these 32 MiB would be a terabyte.
        for _ in 0..<count { _ = intake.receive(.body(part)) }

        guard case .answer(let request) = intake.receive(.end(nil)) else {
            Issue.record("The request is whole.")
            return
        }
        #expect(request.body.take().readableBytes == count * part.readableBytes)
    }
}
