import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages body")
struct MessagesBodyTests {
    /// The body that goes upstream.
    static func sent(
        _ body: String,
        model: String = "claude-sonnet-4-5",
        vendor: MessagesVendor = .anthropic,
        base: String = "https://h.example",
        _ adjustments: Set<RequestAdjustment> = [],
        betas: [String] = []
    ) async throws -> (body: String, betas: String?) {
        let request = try MessagesRequest(body: ByteBuffer(string: body), betas: betas)
        let target = Target(provider: "p", model: model)
        let call = try await MessagesProvider.make(vendor, base: base).call(
            for: request,
            target: target,
            adjustments: adjustments
        )
        return (String(buffer: call.request.body), call.request.headers["anthropic-beta"])
    }

    static let signed = #"{"type":"thinking","thinking":"a","signature":"EqQBCkYIChgC"}"#
    static let unsigned = #"{"type":"thinking","thinking":"b","signature":""}"#
    static let ours = #"{"type":"thinking","thinking":"c","signature":"proxy1:Z3JvcS9tb2RlbA:e30"}"#
    static let ourRedacted = #"{"type":"redacted_thinking","data":"proxy1:Z3JvcS9tb2RlbA:e30"}"#
    static let redacted = #"{"type":"redacted_thinking","data":"EmwKAhgBEgy3"}"#
    static let deepSeeks = #"{"signature":"91cfbb94-554b-4136-8e21-fa02280d56ed","type":"thinking","thinking":"d"}"#
    static let call = #"{"type":"tool_use","id":"t1","name":"n","input":{}}"#
    static let result = #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1"}]}"#

    static func body(_ blocks: [String], then: [String] = [], more: String = "") -> String {
        let content = blocks.joined(separator: ", ")
        let turns = [#"{"role":"user","content":"hi"}"#, #"{"role":"assistant","content":[\#(content)]}"#] + then
        return #"{"model":"claude-sonnet-4-5", "messages":[\#(turns.joined(separator: " , "))]\#(more)}"#
    }

    @Test("Where the model's name is the target's, the body is the very bytes that came")
    func untouched() async throws {
        let body = ByteBuffer(string: Self.body([Self.signed, Self.call], then: [Self.result]))
        let request = try MessagesRequest(body: body)
        let target = Target(provider: "p", model: "claude-sonnet-4-5")
        let sent = try await MessagesProvider.make(.anthropic).call(for: request, target: target, adjustments: [])

        let address = { (buffer: ByteBuffer) in buffer.withUnsafeReadableBytes { $0.baseAddress } }
        #expect(address(sent.request.body) == address(body))
        #expect(sent.request.body == body)
    }

    @Test(
        "Only the model's name differs where it is another",
        arguments: [
            #"{"model":"alias","messages":[]}"#, "\n{ \"messages\" : [ ] ,\t\"model\"\n:\"alias\" }\n",
            #"{"x":1.0e2,"model":"\u0061lias","messages":[{"role":"user","content":"\ud83d\ude00"}],"model":"a"}"#,
        ]
    )
    func model(_ body: String) async throws {
        let expected = body.replacing(#"\u0061lias"#, with: "alias").replacing(#""a""#, with: #""alias""#)
            .replacing(#""alias""#, with: #""cl\"aude""#)

        #expect(try await Self.sent(body, model: #"cl"aude"#).body == expected)
    }

    @Test("The suffix of the long window is not part of a model's name")
    func suffix() async throws {
        let sent = try await Self.sent(#"{"model":"claude-sonnet-4-5[1m]","messages":[]}"#)

        #expect(sent.body == #"{"model":"claude-sonnet-4-5","messages":[]}"#)
    }

    @Test(
        "Thinking that Anthropic did not sign goes before a Claude, and nothing else",
        arguments: [
            (MessagesVendor.anthropic, "claude-sonnet-4-5"), (.openRouter, "anthropic/claude-sonnet-4.5"),
            (.compatible, "vertex/Claude-opus"), (.openRouter, "anthropic/new"),
        ]
    )
    func foreignThinking(_ vendor: MessagesVendor, _ model: String) async throws {
        let all = [Self.ours, Self.signed, Self.unsigned, Self.redacted, Self.ourRedacted, Self.deepSeeks, Self.call]
        let body = Self.body(all, then: [Self.result]).replacing("claude-sonnet-4-5", with: model)
        let kept = Self.body([Self.signed, Self.redacted, Self.call], then: [Self.result])

        #expect(
            try await Self.sent(body, model: model, vendor: vendor).body
                == kept.replacing("claude-sonnet-4-5", with: model)
        )
    }

    @Test("Another model reads all thinking but that of other targets of ours")
    func otherModels() async throws {
        let all = [Self.ours, Self.signed, Self.unsigned, Self.redacted, Self.ourRedacted, Self.deepSeeks, Self.call]
        let body = Self.body(all).replacing("claude-sonnet-4-5", with: "kimi-k2")
        let kept = Self.body([Self.signed, Self.unsigned, Self.redacted, Self.deepSeeks, Self.call])

        let sent = try await Self.sent(body, model: "kimi-k2", vendor: .compatible).body
        #expect(sent == kept.replacing("claude-sonnet-4-5", with: "kimi-k2"))
    }

    @Test("A turn of nothing but such thinking goes as a whole")
    func emptiedTurn() async throws {
        let body = Self.body([Self.unsigned, Self.ours], then: [#"{"role":"user","content":"go on"}"#])

        #expect(
            try await Self.sent(body).body == """
                {"model":"claude-sonnet-4-5", "messages":[{"role":"user","content":"hi"} , \
                {"role":"user","content":"go on"}]}
                """
        )
    }

    @Test(
        "A signature spelled with escapes, a missing one and one that is no text are seen through",
        arguments: [
            #"{"type":"thinking","thinking":"c","signature":"\u0070roxy1:Z3JvcQ:e30"}"#,
            #"{"type":"thinking","thinking":"c"}"#,
            #"{"type":"thinking","thinking":"c","signature":null}"#, #"{"type":"redacted_thinking"}"#,
            #"{ "type" : "thinking" , "signature" : "x", "signature":"" }"#,
        ]
    )
    func oddSignatures(_ block: String) async throws {
        #expect(try await Self.sent(Self.body([block, Self.call])).body == Self.body([Self.call]))
    }

    @Test(
        "What only looks like thinking stays",
        arguments: [
            #"{"type":"text","text":"\"thinking\""}"#,
            #"{"type":"tool_use","id":"t","name":"thinking","input":{"thinking":"x"}}"#,
            #"{"type":"tool_use","id":"t","name":"n","input":{"type":"thinking","thinking":"x"}}"#, #""thinking""#,
        ]
    )
    func notThinking(_ block: String) async throws {
        #expect(try await Self.sent(Self.body([block])).body == Self.body([block]))
    }

    @Test("A history without reasoning keeps none", arguments: [MessagesVendor.anthropic, .compatible])
    func withoutReasoning(_ vendor: MessagesVendor) async throws {
        let model = vendor == .anthropic ? "claude-sonnet-4-5" : "kimi-k2"
        let body = Self.body([Self.signed, Self.redacted, Self.call, Self.deepSeeks], then: [Self.result])
            .replacing("claude-sonnet-4-5", with: model)
        let off = vendor == .anthropic ? "" : #","thinking":{"type":"disabled"}"#
        let kept = Self.body([Self.call], then: [Self.result], more: off).replacing("claude-sonnet-4-5", with: model)

        #expect(try await Self.sent(body, model: model, vendor: vendor, [.withoutReasoning]).body == kept)
    }

    @Test("What is left out is told by name")
    func omissions() async throws {
        let told = OmissionBox()
        let provider = MessagesProvider(
            vendor: .anthropic,
            baseURL: nil,
            credential: .none,
            headers: [:],
            now: { 0 },
            noteOmissions: { target, names in told.note(target, names) }
        )
        let body = Self.body([Self.ours, Self.call], then: [Self.result], more: #","context_management":{},"x":1"#)
        let target = Target(provider: "p", model: "claude-sonnet-4-5")
        let request = try MessagesRequest(body: ByteBuffer(string: body))
        _ = try await provider.call(for: request, target: target, adjustments: [.withoutField("context_management")])
        let plain = try MessagesRequest(body: ByteBuffer(string: Self.body([Self.call])))
        _ = try await provider.call(for: plain, target: target, adjustments: [])

        #expect(told.names == [["messages.content.thinking", "context_management"]])
    }
}
