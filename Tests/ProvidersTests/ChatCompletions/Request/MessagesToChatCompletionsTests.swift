import Foundation
import NIOCore
import Providers
import Testing

@Suite("Messages → Chat Completions, request")
struct MessagesToChatCompletionsTests {
    @Test("A request becomes what the vendor understands", arguments: ChatRequestFixture.all)
    func golden(_ fixture: ChatRequestFixture) throws {
        let translated: TranslatedRequest
        do {
            translated = try fixture.translated()
        } catch let failure as UpstreamFailure {
            let told = ChatRequestFixture.Failure(
                kind: failure.kind.rawValue,
                status: failure.status,
                message: failure.message
            )
            #expect(told == fixture.meta.error)
            return
        }
        let expected = try #require(fixture.upstream, "the request should have been refused")

        #expect(try Self.value(Array(translated.body.readableBytesView)) == Self.value(expected))
        #expect(translated.stopSequences == fixture.meta.stop_sequences ?? [])
        #expect(translated.omissions == fixture.meta.omissions ?? [])
        #expect(try fixture.translated().body == translated.body, "the same request gives the same bytes")
    }

    @Test("There are fixtures")
    func fixtures() {
        #expect(ChatRequestFixture.all.count > 100)
    }

    private static func value(_ json: [UInt8]) throws -> NSObject {
        try #require(JSONSerialization.jsonObject(with: Data(json)) as? NSObject)
    }
}
