import Foundation
import NIOCore
import Providers
import Testing

/// One folder of `Fixtures/responses/stream`: what the upstream sends, streamed and as a whole, and what the client gets.
struct ResponsesFixture: Sendable, CustomTestStringConvertible {
    /// `meta.json`.
    struct Meta: Decodable, Sendable {
        var stopSequences: [String]?
        var showsThinking: Bool?
    }

    let name: String
    let meta: Meta
    /// The upstream's stream.
    let stream: ByteBuffer
    /// The same answer as a whole; `nil` where there is none.
    let whole: ByteBuffer?
    /// What a client that streams gets.
    let client: ByteBuffer

    var testDescription: String { name }

    var context: TranslationContext {
        .test(stopSequences: meta.stopSequences ?? [], thinking: meta.showsThinking == false ? .none : .shown)
    }

    static func named(_ name: String) -> ResponsesFixture {
        guard let fixture = all.first(where: { $0.name == name }) else { fatalError("No fixture \(name).") }
        return fixture
    }

    /// All folders, in the order of their names.
    static let all: [ResponsesFixture] = {
        let root = Fixtures.url("responses/stream")
        do {
            return try FileManager.default.contentsOfDirectory(atPath: root.path()).sorted().map { name in
                try ResponsesFixture(name: name, folder: root.appending(path: name))
            }
        } catch {
            fatalError("The fixtures cannot be read: \(error)")
        }
    }()

    /// Those that have a whole answer.
    static let whole = all.filter { $0.whole != nil }

    private init(name: String, folder: URL) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self.name = name
        let meta = try? Data(contentsOf: folder.appending(path: "meta.json"))
        self.meta = try meta.map { try decoder.decode(Meta.self, from: $0) } ?? Meta()
        stream = try ByteBuffer(bytes: Data(contentsOf: folder.appending(path: "upstream.sse")))
        whole = (try? Data(contentsOf: folder.appending(path: "upstream.json"))).map { ByteBuffer(bytes: $0) }
        client = try ByteBuffer(bytes: Data(contentsOf: folder.appending(path: "client.sse")))
    }
}

extension TranslationContext {
    /// The context that the fixtures were made for; its tools have one name that the upstream knows in another form.
    static func test(stopSequences: [String] = [], thinking: ThinkingDisplay = .shown) -> TranslationContext {
        TranslationContext(
            requestedModel: "claude-sonnet-4-5",
            messageID: "msg_test",
            toolNames: testToolNames,
            origin: "openai/gpt-5.5",
            thinking: thinking,
            stopSequences: stopSequences,
            estimatedInputTokens: 12,
            thinkTags: .none,
            makeToolID: { "toolu_generated" },
            endsWithoutFinish: false
        )
    }
}
