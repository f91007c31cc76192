import Foundation
import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

/// One folder of `Fixtures/bedrock-request`: what a client sends, and what Bedrock gets.
struct BedrockRequestFixture: Sendable, CustomTestStringConvertible {
    /// `meta.json`.
    struct Meta: Decodable, Sendable {
        struct Omitted: Decodable, Sendable { let fields, betas, tools: [String]? }
        struct Failure: Decodable, Sendable {
            let kind: String
            let status: Int
            let message: String
        }
        let model: String
        let betas: [String]?
        let version: String?
        /// The header `anthropic-user-profile-id`.
        let userProfile: String?
        let adjustments: [String]?
        let omitted: Omitted?
        let error: Failure?
    }

    let name: String
    let meta: Meta
    let client: [UInt8]
    /// `nil` where the request is refused.
    let upstream: [UInt8]?

    var testDescription: String { name }

    var request: MessagesRequest {
        get throws {
            var headers = HTTPFields()
            if let name = HTTPField.Name("Anthropic-User-Profile-Id") { headers[name] = meta.userProfile }
            return try MessagesRequest(
                body: ByteBuffer(bytes: client),
                version: meta.version,
                betas: meta.betas ?? [],
                headers: headers
            )
        }
    }

    func body() throws -> BedrockRequestBody {
        try BedrockRequestBody(for: request, model: meta.model, adjustments: Self.adjustments(meta.adjustments ?? []))
    }

    static func adjustments(_ words: [String]) -> Set<RequestAdjustment> {
        Set(
            words.map { word in
                switch word {
                case "without betas": .withoutBetas
                case "without system turns": .withoutSystemTurns
                case _ where word.hasPrefix("max tokens "): .maxTokens(Int(word.dropFirst(11)) ?? 0)
                default: .withoutField(String(word.dropFirst("without field ".count)))
                }
            }
        )
    }

    /// All folders, in the order of their names.
    static let all: [BedrockRequestFixture] = {
        let tests = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let root = tests.appending(path: "Fixtures/bedrock-request")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path())) ?? []
        return names.sorted().compactMap { try? BedrockRequestFixture(name: $0, folder: root.appending(path: $0)) }
    }()

    private init(name: String, folder: URL) throws {
        self.name = name
        meta = try JSONDecoder().decode(Meta.self, from: Data(contentsOf: folder.appending(path: "meta.json")))
        client = try [UInt8](Data(contentsOf: folder.appending(path: "client.json")))
        upstream = try? [UInt8](Data(contentsOf: folder.appending(path: "upstream.json")))
    }
}
