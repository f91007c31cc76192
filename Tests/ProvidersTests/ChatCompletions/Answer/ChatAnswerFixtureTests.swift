import Foundation
import NIOCore
import Providers
import Testing

@Suite("Chat Completions → Messages: vendors")
struct ChatAnswerFixtureTests {
    @Test("Each vendor's answer becomes the recorded message", arguments: ChatAnswerFixture.all)
    func answers(_ fixture: ChatAnswerFixture) throws {
        for size in [1, 100, Int.max] {
            let run = TranslatorRun(fixture.translator, fixture.upstream.cut(every: size))

            #expect(run.failure == nil)
            #expect(run.text == fixture.client)
        }
    }

    @Test("Streams among them are right Messages streams", arguments: ChatAnswerFixture.all.filter(\.isStream))
    func grammar(_ fixture: ChatAnswerFixture) throws {
        #expect(try StreamedMessage(reading: ByteBuffer(string: fixture.client)).isComplete)
    }
}

/// An answer in a vendor's own shape, and what the client is to get of it.
struct ChatAnswerFixture: Sendable, CustomTestStringConvertible {
    let name: String
    let isStream: Bool
    let upstream: ByteBuffer
    let client: String

    var testDescription: String { name }

    var translator: any ResponseTranslator {
        let context = ChatAnswer.context()
        return isStream ? ChatCompletionsToMessages(context: context) : ChatCompletionToMessage(context: context)
    }

    static let all: [ChatAnswerFixture] = {
        let folder = Fixtures.url("chat-answer")
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
                let isStream = !name.hasSuffix("-whole")
                let file = { (side: String) in folder.appending(path: "\(name)/\(side).\(isStream ? "sse" : "json")") }
                return ChatAnswerFixture(
                    name: name,
                    isStream: isStream,
                    upstream: ByteBuffer(bytes: try Data(contentsOf: file("upstream"))),
                    client: try String(contentsOf: file("client"), encoding: .utf8)
                )
            }
        } catch {
            fatalError("The fixtures cannot be read: \(error)")
        }
    }()
}
