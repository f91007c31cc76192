import Foundation
import MessagesAPI
import NIOCore
import Providers
import Testing

/// One folder of `Fixtures/responses/request`: what a client sends, and what the upstream gets.
struct ResponsesRequestFixture: Sendable, CustomTestStringConvertible {
    /// `meta.json`.
    struct Meta: Decodable, Sendable {
        var model: String?
        var adjustments: [String]?
    }

    let name: String
    let meta: Meta
    let client: ByteBuffer
    let upstream: ByteBuffer

    var testDescription: String { name }

    func translated() throws -> TranslatedRequest {
        try Self.translated(client, model: meta.model ?? "gpt-5.5", adjustments: adjustments)
    }

    static func translated(
        _ client: ByteBuffer,
        model: String = "gpt-5.5",
        adjustments: Set<RequestAdjustment> = []
    ) throws -> TranslatedRequest {
        try MessagesToResponses.body(
            for: MessagesRequest(body: client).decoded(),
            model: model,
            vendor: .responsesTest,
            searchesWeb: true,
            adjustments: adjustments,
            origin: "openai/gpt-5.5"
        )
    }

    private var adjustments: Set<RequestAdjustment> {
        Set(
            (meta.adjustments ?? []).map { words in
                let last = String(words.split(separator: " ").last ?? "")
                return switch words {
                case "without system turns": .withoutSystemTurns
                case "without reasoning": .withoutReasoning
                case let words where words.hasPrefix("effort "): .reasoningEffort(last)
                case let words where words.hasPrefix("max tokens "): .maxTokens(Int(last) ?? 0)
                default: .withoutField(last)
                }
            }
        )
    }

    /// All folders, in the order of their names.
    static let all: [ResponsesRequestFixture] = {
        let root = Fixtures.url("responses/request")
        do {
            return try FileManager.default.contentsOfDirectory(atPath: root.path()).sorted().map { name in
                try ResponsesRequestFixture(name: name, folder: root.appending(path: name))
            }
        } catch {
            fatalError("The fixtures cannot be read: \(error)")
        }
    }()

    private init(name: String, folder: URL) throws {
        self.name = name
        let meta = try? Data(contentsOf: folder.appending(path: "meta.json"))
        self.meta = try meta.map { try JSONDecoder().decode(Meta.self, from: $0) } ?? Meta()
        client = try ByteBuffer(bytes: Data(contentsOf: folder.appending(path: "client.json")))
        upstream = (try? ByteBuffer(bytes: Data(contentsOf: folder.appending(path: "upstream.json")))) ?? ByteBuffer()
    }
}

extension ChatCompletionsQuirks {
    /// A server that takes all that OpenAI's takes.
    static let responsesTest = ChatCompletionsQuirks { vendor in
        vendor.models = .openAI
        vendor.schemaRules = .openAI
        vendor.acceptsPromptCacheKey = true
        vendor.acceptsSafetyIdentifier = true
    }
}
