import Foundation
import NIOCore
import Testing

/// A recorded stream of an upstream that speaks the Messages API, and what the client is to get of it.
struct MessagesFixture: Sendable, CustomTestStringConvertible {
    let name: String
    let upstream: ByteBuffer
    let client: ByteBuffer

    var testDescription: String { name }

    static func named(_ name: String) -> MessagesFixture {
        guard let fixture = all.first(where: { $0.name == name }) else { fatalError("No fixture \(name).") }
        return fixture
    }

    static let all: [MessagesFixture] = {
        let folder = Fixtures.url("messages")
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
                MessagesFixture(
                    name: name,
                    upstream: ByteBuffer(bytes: try Data(contentsOf: folder.appending(path: "\(name)/upstream.sse"))),
                    client: ByteBuffer(bytes: try Data(contentsOf: folder.appending(path: "\(name)/client.sse")))
                )
            }
        } catch {
            fatalError("The fixtures cannot be read: \(error)")
        }
    }()
}
