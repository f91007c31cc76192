import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages provider")
struct MessagesProviderTests {
    private static let target = Target(provider: "anthropic", model: "claude-sonnet-4-5")

    @Test("A request goes to Anthropic with our key, the client's version and flags, and nothing else of the client's")
    func anthropic() async throws {
        let request = try MessagesRequest(
            body: ByteBuffer(string: #"{"model":"claude-sonnet-4-5","stream":true,"messages":[]}"#),
            version: "2026-10-21",
            betas: ["claude-code-20250219", "effort-2025-11-24"],
            headers: .named(["anthropic-workspace-id": "w", "anthropic-new-thing": "1", "cookie": "c", "x-app": "cli"]),
            credential: .named(["authorization": "Bearer client", "x-api-key": "client"])
        )
        let call = try await MessagesProvider.make(.anthropic).call(for: request, target: Self.target, adjustments: [])

        #expect(call.request.method == .post)
        #expect(call.request.url == "https://api.anthropic.com/v1/messages")
        #expect(
            call.request.headers
                == .named([
                    "content-type": "application/json", "accept": "text/event-stream", "anthropic-workspace-id": "w",
                    "anthropic-new-thing": "1", "anthropic-version": "2026-10-21",
                    "anthropic-beta": "claude-code-20250219,effort-2025-11-24", "x-api-key": "key",
                ])
        )
        #expect(call.request.body == request.body)
        #expect(call.translator is MessagesPassthrough)
    }

    @Test("Without a version the usual one is sent, and no flags where there are none")
    func defaults() async throws {
        let request = try MessagesRequest(body: ByteBuffer(string: #"{"model":"m","messages":[]}"#))
        let call = try await MessagesProvider.make(.anthropic).call(for: request, target: Self.target, adjustments: [])

        #expect(call.request.headers["anthropic-version"] == "2023-06-01")
        #expect(call.request.headers["anthropic-beta"] == nil)
        #expect(call.request.headers[.accept] == "application/json")
        #expect(call.translator is WholeMessagePassthrough)
    }

    @Test(
        "Every spelling of a base address leads to the same place",
        arguments: [
            ("https://h.example", "https://h.example/v1/messages"),
            ("https://h.example/", "https://h.example/v1/messages"),
            ("https://h.example/v1", "https://h.example/v1/messages"),
            ("https://h.example/v1//", "https://h.example/v1/messages"),
            ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/messages"),
            ("https://openrouter.ai/api", "https://openrouter.ai/api/v1/messages"),
            ("https://api.deepseek.com/anthropic", "https://api.deepseek.com/anthropic/v1/messages"),
            ("http://127.0.0.1:8080/x/v1/messages", "http://127.0.0.1:8080/x/v1/messages"),
            ("https://[::1]:8443/v1", "https://[::1]:8443/v1/messages"),
        ]
    )
    func addresses(_ base: String, _ url: String) async throws {
        let provider = MessagesProvider.make(.compatible, base: base)
        let request = try MessagesRequest(body: ByteBuffer(string: #"{"model":"m","messages":[]}"#))

        #expect(try await provider.call(for: request, target: Self.target, adjustments: []).request.url == url)
        let count = try await provider.countTokensRequest(for: request, target: Self.target)
        #expect(count?.url == url + "/count_tokens")
    }

    @Test(
        "What is no address is our mistake",
        arguments: [
            "", "h.example", "ftp://h.example", "https://", "https://user@h.example", "https://h.example?x",
            "https://h:99999",
            "https://h example", "https://[::1", "https://h.example/#x",
        ]
    )
    func noAddress(_ base: String) async throws {
        let request = try MessagesRequest(body: ByteBuffer(string: #"{"model":"m","messages":[]}"#))
        let failure = await MessagesProvider.make(.compatible, base: base).failure(of: request, Self.target)

        #expect(failure?.kind == .misconfigured)
    }

    @Test("A compatible server without an address is our mistake; a target's own address comes first")
    func whichAddress() async throws {
        let request = try MessagesRequest(body: ByteBuffer(string: #"{"model":"m","messages":[]}"#))
        #expect(await MessagesProvider.make(.compatible).failure(of: request, Self.target)?.kind == .misconfigured)

        let target = Target(provider: "p", model: "m", endpoint: "https://own.example")
        let provider = MessagesProvider.make(.compatible, base: "https://h.example")
        let call = try await provider.call(for: request, target: target, adjustments: [])
        #expect(call.request.url == "https://own.example/v1/messages")
    }

    @Test(
        "The key goes into the header that the vendor reads",
        arguments: [
            (MessagesVendor.anthropic, "key" as String?, nil as String?), (.openRouter, nil, "Bearer key"),
            (.compatible, "key", "Bearer key"),
        ]
    )
    func keys(_ vendor: MessagesVendor, _ apiKey: String?, _ bearer: String?) async throws {
        let request = try MessagesRequest(body: ByteBuffer(string: #"{"model":"m","messages":[]}"#))
        let provider = MessagesProvider.make(vendor, base: "https://h.example")
        let headers = try await provider.call(for: request, target: Self.target, adjustments: []).request.headers

        #expect(headers["x-api-key"] == apiKey)
        #expect(headers[.authorization] == bearer)
    }

    @Test("Configured headers are added and replace ours")
    func configuredHeaders() async throws {
        let request = try MessagesRequest(
            body: ByteBuffer(string: #"{"model":"m","messages":[]}"#),
            headers: .named(["anthropic-workspace-id": "client"])
        )
        let provider = MessagesProvider(
            vendor: .anthropic,
            baseURL: nil,
            credential: .none,
            headers: .named(["anthropic-workspace-id": "ours", "x-team": "t", "anthropic-version": "2023-01-01"]),
            now: { 0 }
        )
        let headers = try await provider.call(for: request, target: Self.target, adjustments: []).request.headers

        #expect(headers["anthropic-workspace-id"] == "ours")
        #expect(headers["anthropic-version"] == "2023-01-01")
        #expect(headers["x-team"] == "t")
        #expect(headers["x-api-key"] == nil)
    }

    @Test("A count goes without what only a message has")
    func count() async throws {
        let body = #"{"model":"a","max_tokens":5, "stream":true,"metadata":{},"messages":[],"temperature":1,"x":1}"#
        let request = try MessagesRequest(.countTokens, body: ByteBuffer(string: body), betas: ["b-1"])
        let provider = MessagesProvider.make(.anthropic)
        let upstream = try #require(try await provider.countTokensRequest(for: request, target: Self.target))

        #expect(String(buffer: upstream.body) == #"{"model":"claude-sonnet-4-5","messages":[],"x":1}"#)
        #expect(upstream.headers["anthropic-beta"] == "b-1")
        #expect(upstream.headers[.accept] == "application/json")
        #expect(provider.tokenCount(inAnswer: ByteBuffer(string: #"{"input_tokens":2095}"#)) == 2095)
        #expect(provider.tokenCount(inAnswer: ByteBuffer(string: #"{"input_tokens":"x"}"#)) == nil)
        #expect(provider.tokenCount(inAnswer: ByteBuffer(string: "<html>")) == nil)
        #expect(
            try await MessagesProvider.make(.openRouter).countTokensRequest(for: request, target: Self.target) == nil
        )
    }
}

extension MessagesProvider {
    static func make(_ vendor: MessagesVendor, base: String? = nil) -> MessagesProvider {
        MessagesProvider(vendor: vendor, baseURL: base, credential: .key(Secret("key")), now: { 1_795_000_000 })
    }

    /// Why a call cannot be made.
    func failure(of request: MessagesRequest, _ target: Target) async -> UpstreamFailure? {
        do throws(UpstreamFailure) {
            _ = try await call(for: request, target: target, adjustments: [])
            return nil
        } catch {
            return error
        }
    }
}

extension HTTPFields {
    subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}

extension HTTPFields {
    /// Header fields by their names as text.
    static func named(_ fields: KeyValuePairs<String, String>) -> HTTPFields {
        var result: HTTPFields = [:]
        for (name, value) in fields {
            guard let name = HTTPField.Name(name) else { fatalError("\(name) is not a header name") }
            result.append(HTTPField(name: name, value: value))
        }
        return result
    }
}
