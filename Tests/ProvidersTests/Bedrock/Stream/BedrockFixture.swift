import Foundation
import NIOCore
import Testing

/// A recorded stream of Bedrock, and what the client is to get of it.
struct BedrockFixture: Sendable, CustomTestStringConvertible {
    let name: String
    /// The frames, in their order.
    let frames: [ByteBuffer]
    let client: ByteBuffer

    var testDescription: String { name }

    /// All the bytes that the upstream sent.
    var upstream: ByteBuffer {
        frames.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }

    static func named(_ name: String) -> BedrockFixture {
        guard let fixture = all.first(where: { $0.name == name }) else { fatalError("No fixture \(name).") }
        return fixture
    }

    static let all: [BedrockFixture] = {
        let folder = Fixtures.url("bedrock")
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
                let upstream = try String(contentsOf: folder.appending(path: "\(name)/upstream.hex"), encoding: .utf8)
                let client = try Data(contentsOf: folder.appending(path: "\(name)/client.sse"))
                return BedrockFixture(
                    name: name,
                    frames: upstream.split(separator: "\n").map { ByteBuffer(hex: String($0)) },
                    client: ByteBuffer(bytes: client)
                )
            }
        } catch {
            fatalError("The fixtures cannot be read: \(error)")
        }
    }()
}
