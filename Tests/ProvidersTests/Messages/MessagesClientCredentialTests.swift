import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages provider, the client's own credential")
struct MessagesClientCredentialTests {
    private static let target = Target(provider: "anthropic", model: "claude-sonnet-4-5")

    private func provider(_ base: String?) -> MessagesProvider {
        MessagesProvider(vendor: .anthropic, baseURL: base, credential: .passthrough, now: { 0 })
    }

    private func request(_ credential: HTTPFields) throws -> MessagesRequest {
        try MessagesRequest(body: ByteBuffer(string: #"{"model":"m","messages":[]}"#), credential: credential)
    }

    @Test(
        "It goes to Anthropic and to this machine as it came",
        arguments: [
            nil, "https://api.anthropic.com", "https://API.anthropic.com:443/v1", "http://127.0.0.1:9000",
            "http://localhost:9000", "http://[::1]:9000", "http://127.8.9.10",
        ]
    )
    func passedOn(_ base: String?) async throws {
        let credential = HTTPFields.named(["authorization": "Bearer sk-ant-oat01-x", "x-api-key": "own"])
        let call = try await provider(base).call(for: request(credential), target: Self.target, adjustments: [])

        #expect(call.request.headers[.authorization] == "Bearer sk-ant-oat01-x")
        #expect(call.request.headers["x-api-key"] == "own")
    }

    @Test(
        "It goes nowhere else",
        arguments: [
            "http://api.anthropic.com", "https://api.anthropic.com.example", "https://example/api.anthropic.com",
            "https://api.anthropic.com:8443", "https://openrouter.ai/api/v1", "http://127.0.0.1.example",
            "https://notapi.anthropic.com", "http://127.0.0", "http://1270.0.0.1", "https://api.anthropic.com.",
        ]
    )
    func nowhereElse(_ base: String) async throws {
        let failure = await provider(base).failure(of: try request([.authorization: "Bearer own"]), Self.target)

        #expect(failure?.kind == .misconfigured)
        #expect(failure?.message.contains("own") == false)
    }

    @Test("Nor does it go to the address of a target")
    func targetAddress() async throws {
        let target = Target(provider: "anthropic", model: "m", endpoint: "https://elsewhere.example")
        let failure = await provider(nil).failure(of: try request([.authorization: "Bearer own"]), target)

        #expect(failure?.kind == .misconfigured)
    }

    @Test("A client without one is told so", arguments: [[:], .named(["x-api-key": ""])] as [HTTPFields])
    func missing(_ credential: HTTPFields) async throws {
        let failure = await provider(nil).failure(of: try request(credential), Self.target)

        #expect(failure?.kind == .clientAuthentication)
        #expect(failure?.message.contains("ANTHROPIC_API_KEY") == true)
    }

    @Test("Its refusal is the client's business, ours is not", arguments: [401, 403])
    func refused(_ status: Int) {
        let body = ByteBuffer(
            string:
                #"{"type":"error","error":{"type":"\#(status == 401 ? "authentication" : "permission")_error","message":"no"}}"#
        )
        let own = provider(nil).failure(status: status, headers: [:], body: body, target: Self.target)
        let ours = MessagesProvider.make(.anthropic).failure(
            status: status,
            headers: [:],
            body: body,
            target: Self.target
        )

        #expect(own.kind == .clientAuthentication)
        #expect(own.status == status)
        #expect(own.message == "no")
        #expect(ours.kind == (status == 401 ? .authentication : .permission))
    }
}
