import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages pass-through, stream")
struct MessagesPassthroughTests {
    @Test("The client gets the bytes as they came, but for the model's name", arguments: MessagesFixture.all)
    func golden(_ fixture: MessagesFixture) {
        let run = PassthroughRun([fixture.upstream])

        #expect(run.failure == nil)
        #expect(run.text == String(buffer: fixture.client))
    }

    @Test("It makes no difference where the bytes are cut in two", arguments: MessagesFixture.all)
    func everyCut(_ fixture: MessagesFixture) {
        let whole = PassthroughRun([fixture.upstream]).output
        for offset in 0...fixture.upstream.readableBytes {
            let run = PassthroughRun(fixture.upstream.halves(at: offset))

            #expect(run.failure == nil, "cut at \(offset)")
            #expect(run.output == whole, "cut at \(offset)")
        }
    }

    @Test("It makes no difference how small the pieces are", arguments: MessagesFixture.all, [1, 2, 7, 100])
    func pieces(_ fixture: MessagesFixture, size: Int) {
        let run = PassthroughRun(fixture.upstream.cut(every: size))

        #expect(run.failure == nil)
        #expect(run.output == fixture.client)
    }

    @Test("Nothing comes out before the first content, and everything before it comes with it")
    func commit() throws {
        var translator = MessagesPassthrough(requestedModel: "claude-sonnet-4-5", vendorName: "Anthropic")

        #expect(try translator.push(MessagesStream.start).readableBytes == 0)
        #expect(
            try translator.push(ByteBuffer(string: ": wait\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"))
                .readableBytes == 0
        )
        // A thought that is not shown has nothing but its beginning for as long as it takes.
        #expect(try translator.push(MessagesStream.blockStart).readableBytes == 0)
        let text = String(buffer: try translator.push(MessagesStream.blockDelta))

        #expect(text.hasPrefix("event: message_start\n"))
        #expect(text.contains("event: ping\n"))
        #expect(!text.contains(": wait"))
        #expect(text.hasSuffix("\n\n"))
        #expect(!translator.isComplete)
    }

    @Test("A chunk after the commit is the very chunk that came, not a copy")
    func withoutCopy() throws {
        var translator = try Self.committed()

        let chunk = MessagesStream.joined([MessagesStream.blockDelta, MessagesStream.blockDelta])
        let output = try translator.push(chunk)

        #expect(Self.address(of: output) == Self.address(of: chunk))
        #expect(output == chunk)
    }

    @Test("The whole events of a cut chunk are given out without a copy, and the rest with the next chunk")
    func cutChunk() throws {
        var translator = try Self.committed()
        let events = MessagesStream.joined([MessagesStream.blockDelta, MessagesStream.blockDelta])
        let chunk = try #require(events.getSlice(at: 0, length: events.readableBytes - 5))

        let first = try translator.push(chunk)
        let second = try translator.push(ByteBuffer(string: "x\"}}\n\n".suffix(5).description))

        #expect(first == MessagesStream.blockDelta)
        #expect(Self.address(of: first) == Self.address(of: chunk))
        #expect(second.readableBytes == MessagesStream.blockDelta.readableBytes)
    }

    @Test("What follows message_stop is nobody's business")
    func afterTheEnd() {
        let more = [MessagesStream.overloaded, ByteBuffer(string: "data: {not JSON\n\n"), MessagesStream.start]
        let run = PassthroughRun([MessagesStream.joined(MessagesStream.whole + more), more[0]])

        #expect(run.failure == nil)
        #expect(run.text.hasSuffix("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"))
        #expect(run.translator.isComplete)
    }

    @Test("The name the client asked for is escaped, and put in where the upstream names none")
    func modelName() {
        let name = "my \"model\" é"
        let start = MessagesStream.event(
            "message_start",
            #"{"type":"message_start","message":{"id":"m","content":[]}}"#
        )
        let run = PassthroughRun([start, MessagesStream.blockStart, MessagesStream.blockStop], model: name)

        #expect(run.text.contains(#""content":[],"model":"my \"model\" é","#))
    }

    @Test("A name that differs from the type is put right, since clients go by the name")
    func wrongName() {
        let wrong = MessagesStream.event("message", #"{"type":"content_block_stop","index":0}"#)
        let run = PassthroughRun(
            MessagesStream.whole.map { $0 == MessagesStream.blockStop ? wrong : $0 }
        )

        #expect(run.failure == nil)
        #expect(run.text.contains("event: content_block_stop\n"))
        #expect(!run.text.contains("event: message\n"))
    }

    @Test("Counts are read from both ends of the answer, with the part that was cached for an hour")
    func usage() {
        let run = PassthroughRun([MessagesFixture.named("thinking-and-tools").upstream])

        #expect(
            run.translator.usage
                == TokenUsage(
                    inputTokens: 11,
                    outputTokens: 57,
                    cacheReadInputTokens: 4000,
                    cacheCreationInputTokens: 120,
                    cacheCreationOneHourInputTokens: 100
                )
        )
        #expect(run.translator.reportedCostUSD == nil)
    }

    @Test("OpenRouter's price is taken, and a prompt of no tokens is one that is not yet counted")
    func cost() throws {
        let fixture = MessagesFixture.named("openrouter")
        let run = PassthroughRun([fixture.upstream])

        #expect(run.translator.usage.inputTokens == 12)
        #expect(run.translator.usage.outputTokens == 5)
        #expect(run.translator.reportedCostUSD == 0.000375)
        let early = PassthroughRun([try #require(fixture.upstream.getSlice(at: 0, length: 400))])
        #expect(early.translator.usage.inputTokens == nil)
    }

    @Test(
        "Counts that cannot be read change nothing but what is known",
        arguments: [
            (#","usage":"none""#, #"{"output_tokens":1}"#), ("", #"{"output_tokens":1}"#),
            (#","usage":{"output_tokens":-1,"cost":"1"}"#, #"{"output_tokens":-1,"cost":"1"}"#),
        ]
    )
    func unreadableUsage(_ usage: String, _ passed: String) {
        let start = #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}"#
        let delta = MessagesStream.event("message_delta", start + usage + "}")
        let run = PassthroughRun(MessagesStream.whole.map { $0 == MessagesStream.delta ? delta : $0 })

        #expect(run.failure == nil)
        #expect(run.text.contains(start + #","usage":"# + passed + "}"))
        #expect(run.translator.usage == TokenUsage(inputTokens: 3, outputTokens: 1))
    }

    @Test("Counts that are missing are put in, for clients take them to be there", arguments: ["", #","usage":null"#])
    func missingUsage(_ usage: String) {
        let start = MessagesStream.event(
            "message_start",
            #"{"type":"message_start","message":{"id":"m","model":"x","content":[]\#(usage)}}"#
        )
        let delta = MessagesStream.event("message_delta", #"{"type":"message_delta","delta":{}\#(usage)}"#)
        let changed = [MessagesStream.start: start, MessagesStream.delta: delta]
        let run = PassthroughRun(MessagesStream.whole.map { changed[$0] ?? $0 })

        #expect(run.failure == nil)
        #expect(run.text.contains(#""content":[],"usage":{"input_tokens":0,"output_tokens":0}}}"#))
        #expect(run.text.contains(#"{"type":"message_delta","delta":{},"usage":{"output_tokens":0}}"#))
        #expect(run.translator.usage == TokenUsage())
    }

    @Test("A long answer is not kept, wherever its events are cut")
    func memory() throws {
        var translator = MessagesPassthrough(requestedModel: "m", vendorName: "V")
        var stream = MessagesStream.joined(
            [MessagesStream.start, MessagesStream.blockStart]
                + Array(repeating: MessagesStream.blockDelta, count: 4_000)
        )
        var largest = 0
        while stream.readableBytes > 1_000 {
            let chunk = ByteBuffer(bytes: stream.readBytes(length: 997) ?? [])
            largest = max(largest, try translator.push(chunk).storageCapacity)
        }
        #expect(largest < 16 * 1024)
    }

    /// A translator that has given out the first content.
    private static func committed() throws -> MessagesPassthrough {
        var translator = MessagesPassthrough(requestedModel: "claude-sonnet-4-5", vendorName: "Anthropic")
        _ = try translator.push(MessagesStream.joined(Array(MessagesStream.whole.prefix(3))))
        return translator
    }

    private static func address(of buffer: ByteBuffer) -> UnsafeRawPointer? {
        buffer.withUnsafeReadableBytes { $0.baseAddress }
    }
}
