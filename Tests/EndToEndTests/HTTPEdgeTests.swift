import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Server
import SimulatedUpstream
import Testing

@Suite("The HTTP edge, end to end")
struct HTTPEdgeTests {
    @Test(
        "Wrong bodies get the API's own errors",
        arguments: [
            ("", "not valid JSON"), ("[]", "not valid JSON"), ("{", "not valid JSON"),
            (#"{"messages":[]}"#, "model: Field required"), (#"{"model":"m"}"#, "messages: Field required"),
            (#"{"model":"a\nb","messages":[]}"#, "control characters"),
            (#"{"model":7,"messages":[]}"#, "model: Input should be a valid string"),
            (#"{"model":"m","messages":[],"stream":"yes"}"#, "stream: Input should be a valid boolean"),
        ]
    )
    func wrongBodies(_ body: String, _ message: String) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let answer = try await MessagesClient(proxy).post(body)

            #expect(answer.status == 400)
            #expect(answer.body.contains(#""type":"invalid_request_error""#))
            #expect(answer.body.contains(message))
            #expect(answer.body.contains(#""request_id":"req_"#))
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test("Unknown paths, probes, health, models")
    func paths() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)

            #expect(try await client.get("/nothing").status == 404)
            #expect(try await client.get("/nothing").body.contains("not_found_error"))
            #expect(try await client.get("/api/hello").status == 200)
            #expect(try await client.get("/health").body.contains(#""status":"ok""#))
            #expect(try await client.post("{}", path: "/v1/messages?beta=true").status == 400)
            let models = try await client.get("/v1/models?limit=1000").body
            #expect(models.contains(#""id":"default""#))
            #expect(models.contains(#""has_more":false,"first_id":"default","last_id":"default""#))
            #expect(try await client.get("/v1/models/default").status == 200)
            #expect(try await client.get("/v1/models?limit=0").status == 400)
            var head = HTTPClientRequest(url: proxy.baseURL + "/api/hello")
            head.method = .HEAD
            #expect(try await client.send(head, limit: .seconds(5)).status == 200)
        }
    }

    @Test("A body above the limit is 413, declared or not")
    func tooLarge() async throws {
        try await RunningProxy.running(yaml: "server:\n  max_body_bytes: 2000\n") {
            (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            let large = MessagesClient.body(text: String(repeating: "x", count: 5000))

            let answer = try await client.post(large)
            #expect(answer.status == 413)
            #expect(answer.body.contains("request_too_large"))
            var chunked = HTTPClientRequest(url: proxy.baseURL + "/v1/messages")
            chunked.method = .POST
            chunked.body = .stream(Pieces(large), length: .unknown)
            #expect(try await client.send(chunked, limit: .seconds(5)).status == 413)
            #expect(try await client.post().status == 200)
        }
    }

    @Test("A client that waits for 100 Continue is refused at once")
    func expectation() async throws {
        try await RunningProxy.running(yaml: "server:\n  max_body_bytes: 2000\n") {
            (proxy: RunningProxy) async throws in
            for (path, length, status) in [("/v1/messages", 5000, 413), ("/nothing", 10, 404)] {
                var request = HTTPClientRequest(url: proxy.baseURL + path)
                request.method = .POST
                request.headers = ["expect": "100-continue", "content-length": "\(length)"]
                request.body = .stream(Silence(), length: .known(Int64(length)))
                #expect(try await MessagesClient(proxy).send(request, limit: .seconds(10)).status == status)
            }
        }
    }

    @Test("Client keys: either header, constant shape of refusal, probes stay open")
    func keys() async throws {
        try await RunningProxy.running(yaml: "server:\n  api_keys: [alpha, beta]\n") {
            (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)

            #expect(try await client.post().status == 401)
            #expect(try await client.post(headers: ["x-api-key": "wrong"]).body.contains("authentication_error"))
            #expect(try await client.post(headers: ["x-api-key": "beta"]).status == 200)
            #expect(try await client.post(headers: ["authorization": "Bearer alpha"]).status == 200)
            let both: HTTPHeaders = ["x-api-key": "no", "authorization": "Bearer alpha"]
            #expect(try await client.post(headers: both).status == 200)
            #expect(try await client.get("/metrics").status == 401)
            #expect(try await client.get("/debug").status == 401)
            #expect(try await client.get("/health").status == 200)
            for request in proxy.upstream.requests {
                #expect(request.header("x-api-key") == nil)
                #expect(request.header("authorization")?.hasPrefix("AWS4-HMAC-SHA256") == true)
            }
        }
    }

    @Test("Foreign host names and foreign pages are refused")
    func foreign() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)

            #expect(try await client.get("/debug", headers: ["host": "evil.example"]).status == 403)
            #expect(try await client.get("/debug", headers: ["host": "localhost:1"]).status == 200)
            let page = try await client.post(headers: [
                "origin": "https://evil.example", "sec-fetch-site": "cross-site",
            ])
            #expect(page.status == 403)
            #expect(proxy.upstream.requests.isEmpty)
            let foreign: [HTTPHeaders] = [["sec-fetch-site": "cross-site"], ["origin": "http://evil.example"]]
            for headers in foreign {
                let answer = try await client.post("", path: "/debug/cooldowns/reset", headers: headers)
                #expect(answer.status == 403)
            }
        }
    }

    @Test("count_tokens takes the upstream's number, else an estimate, and says which")
    func countTokens() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            let body = #"{"model":"claude-sonnet-4-6","messages":[{"role":"user","content":"foo"}]}"#
            proxy.upstream.enqueueCountTokens(.tokenCount(42), for: "anthropic.claude-sonnet-4-6")

            let counted = try await client.post(body, path: "/v1/messages/count_tokens?beta=true")
            #expect(counted.body == #"{"input_tokens":42}"#)
            #expect(counted.headers.first(name: "x-claude-proxy-token-count") == "upstream")

            for _ in RunningProxy.variants {
                proxy.upstream.enqueueCountTokens(
                    .fault(.response(.modelNotFound)),
                    for: "anthropic.claude-sonnet-4-6"
                )
            }
            let estimated = try await client.post(body, path: "/v1/messages/count_tokens")
            #expect(estimated.status == 200)
            #expect(estimated.headers.first(name: "x-claude-proxy-token-count") == "estimate")
        }
    }

    @Test("A count that is refused for its content does not stop the next one from being counted")
    func countsGoOn() async throws {
        try await RunningProxy.running(variants: ["anthropic.claude-sonnet-4-6"]) {
            (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            let body = #"{"model":"claude-sonnet-4-6","messages":[{"role":"user","content":"foo"}]}"#
            proxy.upstream.enqueueCountTokens(
                .fault(.response(.validation("messages: text content blocks must be non-empty"))),
                .tokenCount(7),
                for: "anthropic.claude-sonnet-4-6"
            )

            _ = try await client.post(body, path: "/v1/messages/count_tokens")
            let second = try await client.post(body, path: "/v1/messages/count_tokens")

            #expect(second.body == #"{"input_tokens":7}"#)
        }
    }

    @Test("Configured headers go upstream, signed; a clock that is off costs one request")
    func headersAndClock() async throws {
        let settings = SimulatedUpstream.Settings(clock: .skewed(bySeconds: 3600))
        let header = "    headers:\n      X-Amzn-Bedrock-GuardrailIdentifier: gid"
        try await RunningProxy.running(settings, provider: header, variants: ["anthropic.claude-sonnet-4-6"]) {
            (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            for _ in 0..<3 { #expect(try await client.post().status == 200) }

            // The first request is refused once and signed again with the upstream's clock, which is then kept.
            #expect(proxy.upstream.requests.count == 4)
            for request in proxy.upstream.requests {
                #expect(request.header("x-amzn-bedrock-guardrailidentifier") == "gid")
                #expect(request.header("authorization")?.contains("x-amzn-bedrock-guardrailidentifier") == true)
            }
        }
    }

    @Test("Metrics carry the GenAI names")
    func metrics() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            _ = try await client.post()

            let text = try await client.get("/metrics").body

            for name in [
                "gen_ai_server_request_duration_seconds_count", "gen_ai_server_time_to_first_token_seconds_bucket",
                "gen_ai_client_token_usage_sum", "claude_proxy_attempts_total",
            ] {
                #expect(text.contains(name))
            }
        }
    }
}

/// A body whose length is not told.
private struct Pieces: AsyncSequence, Sendable {
    private let text: String

    init(_ text: String) { self.text = text }

    struct AsyncIterator: AsyncIteratorProtocol {
        var rest: Substring

        mutating func next() async -> ByteBuffer? {
            guard !rest.isEmpty else { return nil }
            let piece = rest.prefix(500)
            rest = rest.dropFirst(500)
            return ByteBuffer(substring: piece)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: text[...]) }
}

/// A body of which nothing comes.
private struct Silence: AsyncSequence, Sendable {
    struct AsyncIterator: AsyncIteratorProtocol {
        mutating func next() async throws -> ByteBuffer? {
            try await Task.sleep(for: .seconds(60))
            return nil
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}
