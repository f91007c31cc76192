import Foundation
import JSONBytes
import MessagesAPI
import NIOCore
import Providers
import Testing

/// One file of `Fixtures/chat-request`: what a client sends, and what a vendor gets.
struct ChatRequestFixture: Sendable, CustomTestStringConvertible {
    struct Failure: Decodable, Sendable, Equatable {
        let kind: String
        let status: Int?
        let message: String
    }

    /// What stands beside the two bodies.
    struct Meta: Decodable, Sendable {
        let vendor: String
        let model: String
        let adjustments: [String]?
        let error: Failure?
        let stop_sequences: [String]?
        let omissions: [String]?
    }

    let name: String
    let meta: Meta
    /// The client's body as it stands in the file, so that its spelling is what is tested.
    let client: [UInt8]
    /// `nil` where the request is refused.
    let upstream: [UInt8]?

    var testDescription: String { name }

    /// The origin in the fixtures' signatures.
    static let origin = "up/m"

    func translated() throws -> TranslatedRequest {
        try MessagesToChatCompletions.body(
            for: MessagesRequest(body: ByteBuffer(bytes: client)).decoded(),
            model: meta.model,
            vendor: #require(ChatTestVendors.all[meta.vendor]),
            adjustments: Self.adjustments(meta.adjustments ?? []),
            origin: Self.origin
        )
    }

    private static func adjustments(_ lines: [String]) -> Set<RequestAdjustment> {
        Set(
            lines.map { line in
                let words = line.split(separator: " ").map(String.init)
                return switch (words[0], words[1]) {
                case ("without", "field"): .withoutField(words[2])
                case ("without", "system"): .withoutSystemTurns
                case ("without", _): .withoutReasoning
                case ("rename", _): .renamedField(words[1], to: words[2])
                case ("max", _): .maxTokens(Int(words[2]) ?? 0)
                default: .reasoningEffort(words[1])
                }
            }
        )
    }

    /// All files, in the order of their names.
    static let all: [ChatRequestFixture] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().compactMap { try? ChatRequestFixture(file: folder.appending(path: $0)) }
    }()

    static let folder = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        .appending(path: "Fixtures/chat-request")

    private init(file: URL) throws {
        name = file.deletingPathExtension().lastPathComponent
        let data = try Data(contentsOf: file)
        meta = try JSONDecoder().decode(Meta.self, from: data)
        let buffer = ByteBuffer(bytes: data)
        let document = buffer.readableBytesSpan
        let members = try JSON.members(of: document)
        func raw(_ name: StaticString) -> [UInt8]? {
            JSON.value(name, of: members, in: document).map { value in
                document.extracting(value.range).withUnsafeBytes { Array($0) }
            }
        }
        client = try #require(raw("client"))
        upstream = raw("upstream")
    }
}
