import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages request → Bedrock body")
struct BedrockRequestBodyTests {
    @Test("There is a fixture for every rule")
    func fixtures() {
        #expect(BedrockRequestFixture.all.count >= 140)
    }

    @Test("The body is the client's but for the documented edits, to the byte", arguments: BedrockRequestFixture.all)
    func golden(_ fixture: BedrockRequestFixture) throws {
        guard let expected = fixture.upstream else {
            try refusal(fixture)
            return
        }
        let body = try fixture.body()

        #expect(String(buffer: body.bytes) == String(decoding: expected, as: UTF8.self))
        #expect(Array(body.bytes.readableBytesView) == expected)
    }

    @Test("A body that was fitted once is not changed again", arguments: BedrockRequestFixture.all)
    func fixedPoint(_ fixture: BedrockRequestFixture) throws {
        guard fixture.upstream != nil else { return }
        let once = try fixture.body().bytes
        var again = once
        // The model's name is what makes it a client's body.
        let rest = again.readBytes(length: again.readableBytes) ?? []
        let text = String(decoding: rest, as: UTF8.self)
        let start = text.firstIndex(of: "{").map { text.index(after: $0) } ?? text.startIndex
        let client = text[..<start] + #""model":"m","# + text[start...]
        let request = try MessagesRequest(body: ByteBuffer(string: String(client)), version: fixture.meta.version)
        let adjustments = BedrockRequestFixture.adjustments(fixture.meta.adjustments ?? [])

        let twice = try BedrockRequestBody(for: request, model: fixture.meta.model, adjustments: adjustments)

        #expect(try BedrockBodyFacts(twice.bytes) == BedrockBodyFacts(once))
    }

    @Test("What is left out is told", arguments: BedrockRequestFixture.all.filter { $0.meta.omitted != nil })
    func omissions(_ fixture: BedrockRequestFixture) throws {
        let omissions = try fixture.body().omissions
        let expected = fixture.meta.omitted

        if let fields = expected?.fields { #expect(omissions.fields == fields) }
        if let betas = expected?.betas { #expect(omissions.betas == betas) }
        if let tools = expected?.tools { #expect(omissions.tools == tools) }
    }

    @Test("The names of what is left out are bounded")
    func boundedOmissions() throws {
        let fields = (0..<100).map { "\"\(String(repeating: "x", count: 200))\($0)\":1" }.joined(separator: ",")
        let request = try MessagesRequest(body: ByteBuffer(string: "{\"model\":\"m\",\(fields),\"messages\":[]}"))

        let omissions = try BedrockRequestBody(for: request, model: "anthropic.claude-opus-5").omissions

        #expect(omissions.fields.count == 32)
        #expect(omissions.fields.allSatisfy { $0.utf8.count <= 64 })
    }

    @Test("Behind an opaque profile a thinking budget stays: nobody but the client knows what it stands before")
    func opaqueProfile() throws {
        let arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3"
        func thinking(_ model: String) throws -> Bool {
            let thinking = #""thinking":{"type":"enabled","budget_tokens":1024}"#
            let json = "{\"model\":\"\(model)\",\"max_tokens\":2048,\(thinking),\"messages\":[]}"
            let request = try MessagesRequest(body: ByteBuffer(string: json))
            return try String(buffer: BedrockRequestBody(for: request, model: arn).bytes).contains(thinking)
        }

        #expect(try thinking("claude-sonnet-4-5-20250929"))
        #expect(try thinking("claude-opus-5-5"))
        #expect(try thinking("my-alias"))
    }

    @Test("Blocks nested as deep as JSON may be are passed on")
    func deepNesting() throws {
        let open = String(repeating: #"{"type":"tool_result","content":["#, count: 120)
        let close = String(repeating: "]}", count: 120)
        let json = #"{"model":"m","messages":[{"role":"user","content":[\#(open)\#(close)]}]}"#
        let request = try MessagesRequest(body: ByteBuffer(string: json))

        let body = try BedrockRequestBody(for: request, model: "anthropic.claude-opus-5").bytes

        #expect(String(buffer: body).contains(open + close))
    }

    @Test("A body above the limit is refused, one below it is not")
    func sizeLimit() throws {
        func make(_ size: Int) throws -> BedrockRequestBody {
            let head = #"{"model":"m","max_tokens":1,"messages":[{"role":"user","content":""#
            let tail = #""}]}"#
            let filling = String(repeating: "x", count: size)
            return try BedrockRequestBody(
                for: MessagesRequest(body: ByteBuffer(string: head + filling + tail)),
                model: "anthropic.claude-opus-5"
            )
        }

        let empty = try make(0).bytes.readableBytes
        #expect(try make(20_000_000 - empty).bytes.readableBytes == 20_000_000)
        let failure = #expect(throws: UpstreamFailure.self) { try make(20_000_001 - empty) }
        #expect(failure?.kind == .requestTooLarge)
    }

    @Test(
        "An image or a document that is somewhere else is for another target, wherever it stands",
        arguments: [
            #"{"type":"image","source":{"type":"url","url":"https://e.example/a.png"}}"#,
            #"{"source":{"url":"https://e.example/a.pdf","type":"url"},"type":"document"}"#,
            #"{"type":"document","source":{"type":"file","file_id":"f"}}"#,
            #"{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}"#,
        ]
    )
    func reference(_ block: String) throws {
        let json = #"{"model":"m","messages":[{"role":"user","content":[\#(block),{"type":"text","text":"a"}]}]}"#
        let request = try MessagesRequest(body: ByteBuffer(string: json))
        let failure = #expect(throws: UpstreamFailure.self) {
            try BedrockRequestBody(for: request, model: "us.anthropic.claude-sonnet-4-6")
        }

        #expect(failure?.kind == .unsupportedFeature)
        #expect(failure?.status == 400)
    }

    @Test("Flags that the user allows go through, and those he forbids take their fields along")
    func overriddenTable() throws {
        let json = #"{"model":"m","context_management":{"edits":[{"type":"clear_tool_uses_20250919"}]},"messages":[]}"#
        let request = try MessagesRequest(
            body: ByteBuffer(string: json),
            betas: ["context-management-2025-06-27", "brand-new-2027-01-01", "old-name"]
        )
        let betas = BedrockBetas.standard.overridden(by: [
            "context-management-2025-06-27": nil,
            "brand-new-2027-01-01": BedrockBetas.Rule("brand-new-2027-01-01"),
            "old-name": BedrockBetas.Rule("new-name", since: BedrockModelVersion(9, 0)),
        ])

        let body = try BedrockRequestBody(for: request, model: "anthropic.claude-opus-5", betas: betas)

        let text = String(buffer: body.bytes)
        #expect(text.hasSuffix(#""anthropic_beta":["brand-new-2027-01-01"]}"#))
        #expect(!text.contains("context_management"))
    }

    private func refusal(_ fixture: BedrockRequestFixture) throws {
        let expected = try #require(fixture.meta.error)
        let failure = #expect(throws: UpstreamFailure.self) { try fixture.body() }

        #expect(failure?.kind.rawValue == expected.kind)
        #expect(failure?.status == expected.status)
        #expect(failure?.message == expected.message)
    }
}
