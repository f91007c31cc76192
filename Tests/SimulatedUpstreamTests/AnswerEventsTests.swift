import Testing

@testable import SimulatedUpstream

@Suite("Inner events")
struct AnswerEventsTests {
    private func events(_ answer: Answer) throws -> [ParsedJSON] {
        let identity = AnswerIdentity(answer: answer, modelID: TestRequest.model, requestID: "ab-cd")
        return try AnswerEvents(answer: answer, identity: identity).map { event in
            let json = try #require(ParsedJSON(event.json), "\(event.json)")
            #expect(json["type"]?.string == event.kind)
            return json
        }
    }

    private func joined(_ events: [ParsedJSON], _ field: String) -> String {
        events.compactMap { $0["delta"]?[field]?.string }.joined()
    }

    @Test(
        "Blocks come one after another, whole and in order, whatever the length of a delta",
        arguments: [1, 2, 7, 1_000]
    )
    func order(_ length: Int) throws {
        var answer = Answer.stock
        answer.deltaLength = length
        let events = try events(answer)
        let kinds = events.compactMap { $0["type"]?.string }

        #expect(kinds.first == "message_start")
        #expect(kinds.suffix(2) == ["message_delta", "message_stop"])
        #expect(kinds.filter { $0 == "content_block_start" }.count == 3)
        let indexes = events.compactMap { $0["index"]?.integer }
        #expect(indexes == indexes.sorted())
        #expect(joined(events, "thinking") == "The user wants to see something break.")
        #expect(joined(events, "text") == "This answer will break \u{2014} or not, gr\u{00fc}\u{00df}e \u{1f30d}.")
        #expect(ParsedJSON(joined(events, "partial_json"))?["command"]?.string == "echo broken")
        #expect(joined(events, "signature") == AnswerBlock.signature(of: "The user wants to see something break."))
        #expect(events[events.count - 2]["delta"]?["stop_reason"]?.string == "tool_use")
    }

    @Test("A tool call without input sends no fragment; others begin with an empty one")
    func toolInput() throws {
        let empty = try events(Answer(blocks: [.toolUse(name: "a", inputJSON: "")]))
        let full = try events(Answer(blocks: [.toolUse(id: "t", name: "a", inputJSON: "{}")]))

        #expect(empty.count == 5)
        #expect(full[2]["delta"]?["partial_json"]?.string == "")
        #expect(full[1]["content_block"]?["id"]?.string == "t")
        #expect(empty[1]["content_block"]?["id"]?.string?.hasPrefix("toolu_bdrk_") == true)
    }

    @Test("Redacted thinking and raw blocks come whole in their start")
    func wholeBlocks() throws {
        let events = try events(Answer(blocks: [.redactedThinking(data: "xyz"), .raw(json: #"{"type":"new","a":1}"#)]))

        #expect(!events.contains { $0["type"]?.string == "content_block_delta" })
        #expect(events[1]["content_block"]?["data"]?.string == "xyz")
        #expect(events[3]["content_block"]?["a"]?.integer == 1)
    }

    @Test("Control characters and quotes survive")
    func escapes() throws {
        let text = "\u{0}\u{1f}\"\\\n\r\t/\u{7f}\u{2028}\u{1f468}\u{200d}\u{1f469}"
        var answer = Answer.text(text)
        answer.deltaLength = 1

        #expect(try joined(events(answer), "text") == text)
    }

    @Test("Counts are reported where the script says")
    func usage() throws {
        var usage = AnswerUsage(input: 1, output: 2, cacheRead: 3, cacheWrite5m: 4, cacheWrite1h: 5)
        func counts(_ usage: AnswerUsage) throws -> (start: ParsedJSON?, delta: ParsedJSON?, stop: ParsedJSON) {
            let all = try events(Answer(blocks: [], usage: usage))
            return (all[0]["message"]?["usage"], all[1]["usage"], all[2])
        }

        let usual = try counts(usage)
        #expect(usual.start?["input_tokens"]?.integer == 1)
        #expect(usual.start?["cache_creation_input_tokens"]?.integer == 9)
        #expect(usual.start?["cache_creation"]?["ephemeral_1h_input_tokens"]?.integer == 5)
        #expect(usual.delta == .object(["output_tokens": .number(2)]))
        #expect(usual.stop["amazon-bedrock-invocationMetrics"]?["cacheReadInputTokenCount"]?.integer == 3)
        #expect(usual.stop["usage"] == nil)

        (usage.inputPlaces, usage.cachePlaces, usage.outputPlaces) = ([.delta], [.stop], [.delta])
        let late = try counts(usage)
        #expect(late.start == .object(["output_tokens": .number(1)]))
        #expect(late.delta?["input_tokens"]?.integer == 1)
        #expect(late.stop["usage"]?["cache_read_input_tokens"]?.integer == 3)
        #expect(late.stop["amazon-bedrock-invocationMetrics"] == nil)
    }

    @Test("The unstreamed form holds the same content")
    func whole() throws {
        let identity = AnswerIdentity(answer: .stock, modelID: TestRequest.model, requestID: "ab-cd")
        let message = try #require(ParsedJSON(Answer.stock.wholeJSON(identity: identity)))

        #expect(message["model"]?.string == "claude-sonnet-4-5-20250929")
        #expect(message["content"]?[2]?["input"]?["command"]?.string == "echo broken")
        #expect(message["content"]?[0]?["signature"]?.string?.isEmpty == false)
        #expect(message["usage"]?["input_tokens"]?.integer == 12)
    }

    @Test("Stamps carry the time of writing")
    func stamps() throws {
        var answer = Answer.text("abc")
        answer.stampsDeltas = true
        let before = SimulatedUpstream.now
        let text = try joined(events(answer), "text")
        let parts = text.split(separator: "@@")

        let stamp = try #require(UInt64(parts[1]))
        #expect(parts[0] == "abc" && stamp >= before && stamp <= SimulatedUpstream.now)
    }
}
