import AsyncHTTPClient
import EndToEndSupport
import NIOHTTP1
import Server
import SimulatedUpstream
import TestSupport
import Testing

/// Something that may befall a variant before it has said anything.
struct EarlyFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let behaviour: Behaviour

    static let all: [EarlyFault] = [
        .init(testDescription: "429", behaviour: .fault(.response(.throttled))),
        .init(testDescription: "503", behaviour: .fault(.response(.unavailable))),
        .init(testDescription: "503 with HTML", behaviour: .fault(.response(.htmlUnavailable))),
        .init(testDescription: "500", behaviour: .fault(.response(.internalError))),
        .init(testDescription: "408", behaviour: .fault(.response(.modelTimeout))),
        .init(testDescription: "424", behaviour: .fault(.response(.modelError(originalStatusCode: 500)))),
        .init(testDescription: "quota", behaviour: .fault(.response(.quotaExceeded))),
        .init(testDescription: "403", behaviour: .fault(.response(.accessDenied))),
        .init(testDescription: "404", behaviour: .fault(.response(.modelNotFound))),
        .init(testDescription: "empty 200", behaviour: .fault(.response(.empty200))),
        .init(testDescription: "empty stream 200", behaviour: .fault(.response(.emptyStream200))),
        .init(testDescription: "HTML 200", behaviour: .fault(.response(.html200))),
        .init(testDescription: "reset before the head", behaviour: .fault(.reset(at: .beforeHead))),
        .init(testDescription: "reset after the head", behaviour: .fault(.reset(at: .beforeFirstEvent))),
        .init(testDescription: "reset after message_start", behaviour: .fault(.reset(at: .beforeFirstBlock))),
        .init(testDescription: "end after message_start", behaviour: .fault(.breaks(.end, at: .beforeFirstBlock))),
        .init(testDescription: "throttling frame", behaviour: .fault(.exception(.throttling))),
        .init(testDescription: "unavailable frame", behaviour: .fault(.exception(.serviceUnavailable))),
        .init(testDescription: "model stream error frame", behaviour: .fault(.exception(.modelStreamError))),
        .init(
            testDescription: "frame after message_start",
            behaviour: .fault(.exception(.internalServer, at: .beforeFirstBlock))
        ),
        .init(
            testDescription: "error frame",
            behaviour: .fault(.breaks(.errorFrame(code: "InternalError", message: "x"), at: .beforeFirstEvent))
        ),
        .init(testDescription: "prelude checksum", behaviour: .fault(.damage(.preludeChecksum, at: .beforeFirstEvent))),
        .init(testDescription: "message checksum", behaviour: .fault(.damage(.messageChecksum, at: .beforeFirstEvent))),
        .init(testDescription: "base64", behaviour: .fault(.damage(.base64, at: .beforeFirstEvent))),
        .init(testDescription: "inner JSON", behaviour: .fault(.damage(.innerJSON, at: .beforeFirstEvent))),
        .init(testDescription: "oversized length", behaviour: .fault(.damage(.oversizedLength, at: .beforeFirstEvent))),
    ]
}

@Suite("Failover, end to end")
struct FailoverTests {
    @Test("A fault before content on two variants costs the client nothing", arguments: EarlyFault.all, [true, false])
    func failover(_ fault: EarlyFault, stream: Bool) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            proxy.upstream.enqueue(fault.behaviour, for: RunningProxy.variants[0])
            proxy.upstream.enqueue(fault.behaviour, for: RunningProxy.variants[1])

            let answer = try await MessagesClient(proxy).post(MessagesClient.body(stream: stream))

            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "x-claude-proxy-attempts") == "3")
            #expect(answer.headers.first(name: "x-claude-proxy-target")?.hasSuffix(RunningProxy.variants[2]) == true)
            #expect(answer.headers.first(name: "request-id")?.hasPrefix("req_") == true)
            if stream {
                let events = try SSEReader.events(in: answer.body.utf8)
                #expect(events.first?.name == "message_start")
                #expect(events.last?.name == "message_stop")
                #expect(events.count { $0.name == "message_start" } == 1)
                #expect(!events.contains { $0.name == "error" })
                #expect(answer.body.contains(#""model":"claude-sonnet-4-6""#))
            } else {
                #expect(answer.body.contains(#""type":"message""#))
            }
        }
    }

    @Test("A throttled variant is skipped until its cool-down ends, and comes back when it is reset")
    func skipped() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            proxy.upstream.enqueue(.fault(.response(.throttled)), for: RunningProxy.variants[0])

            _ = try await client.post()
            _ = try await client.post()
            #expect(proxy.upstream.requests.map(\.modelID) == [0, 1, 1].map { RunningProxy.variants[$0] })
            let debug = try await client.get("/debug").body
            #expect(debug.contains("rate_limited"))
            #expect(try await client.post("", path: "/debug/cooldowns/reset").status == 200)
            _ = try await client.post()

            #expect(proxy.upstream.requests.last?.modelID == RunningProxy.variants[0])
        }
    }

    @Test("Cool-downs survive a restart")
    func restart() async throws {
        try await SimulatedUpstream.running { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let text = RunningProxy.configuration(
                endpoint: upstream.baseURL,
                provider: "",
                variants: RunningProxy.variants,
                more: ""
            )
            let configuration = try ProxyUnderTest.configuration(text, database: folder.path + "/h.db")
            upstream.enqueue(.fault(.response(.throttled)), for: RunningProxy.variants[0])

            for _ in 0..<2 {
                try await ProxyUnderTest.serve(configuration) { (addresses: ProxyServer.Addresses) async throws in
                    let client = MessagesClient(baseURL: "http://127.0.0.1:\(addresses.port)")
                    #expect(try await client.post().status == 200)
                }
            }

            #expect(upstream.requests.map(\.modelID) == [0, 1, 1].map { RunningProxy.variants[$0] })
        }
    }

    @Test("Everybody throttled: 429 in the API's shape, first after asking all, then without asking anybody")
    func allThrottled() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            proxy.upstream.setDefaultBehaviour(.fault(.response(.throttled)))

            for _ in 0..<2 {
                let answer = try await client.post()
                #expect(answer.status == 429)
                #expect(answer.body.hasPrefix(#"{"type":"error","error":{"type":"rate_limit_error","message":"#))
                #expect(
                    answer.headers.first(name: "retry-after").flatMap(Int.init).map { (1...60).contains($0) } == true
                )
                #expect(answer.headers.first(name: "x-should-retry") == "true")
                for variant in RunningProxy.variants { #expect(answer.body.contains(variant)) }
            }
            #expect(proxy.upstream.requests.count == 3)
        }
    }

    @Test(
        "All failing gives the class of the most useful failure",
        arguments: [
            (ErrorResponse.unavailable, 529, "overloaded_error"), (.internalError, 500, "api_error"),
            (.accessDenied, 500, "api_error"), (.modelTimeout, 504, "timeout_error"),
        ]
    )
    func allFailing(_ response: ErrorResponse, status: Int, type: String) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            proxy.upstream.setDefaultBehaviour(.fault(.response(response)))

            let answer = try await MessagesClient(proxy).post()

            #expect(answer.status == status)
            #expect(answer.body.contains(#""type":"\#(type)""#))
            if status == 500, type == "api_error", response.status == 403 {
                #expect(answer.headers.first(name: "x-should-retry") == "false")
            }
        }
    }

    @Test("The client's own mistake comes back word for word from the first variant")
    func clientError() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            proxy.upstream.setDefaultBehaviour(.fault(.response(.inputTooLong)))

            let answer = try await MessagesClient(proxy).post()

            #expect(answer.status == 400)
            #expect(answer.body.contains(#""message":"Input is too long for requested model.""#))
            #expect(proxy.upstream.requests.count == 1)
        }
    }

    @Test("The last variant is tried once more after a network failure")
    func lastOnce() async throws {
        try await RunningProxy.running(variants: ["anthropic.claude-sonnet-4-6"]) {
            (proxy: RunningProxy) async throws in
            proxy.upstream.enqueue(.fault(.reset(at: .beforeHead)), for: "anthropic.claude-sonnet-4-6")

            let answer = try await MessagesClient(proxy).post()

            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "x-claude-proxy-attempts") == "2")
        }
    }

    @Test("An error whose body never ends does not hold up the next variant")
    func hangingError() async throws {
        let upstream = try await RawUpstream.start { path, _ in
            guard path.contains("us.anthropic") else {
                return .init(
                    status: .badRequest,
                    contentType: "application/json",
                    body: Array(#"{"message":"x"}"#.utf8)
                )
            }
            return .init(status: .tooManyRequests, contentType: "application/json", body: [0x7B], missingBytes: 99)
        }
        try await RunningProxy.running(endpoint: upstream.baseURL) { (proxy: RunningProxy) async throws in
            let start = ContinuousClock.now
            let answer = try await MessagesClient(proxy).post()

            #expect(answer.status == 400)
            #expect(answer.headers.first(name: "x-claude-proxy-attempts") == "2")
            #expect(ContinuousClock.now - start < .seconds(10))
        }
        try await upstream.stop()
    }

    @Test("An overloaded upstream that names a wait is told on")
    func overloadedWait() async throws {
        try await RunningProxy.running(variants: ["anthropic.claude-sonnet-4-6"]) {
            (proxy: RunningProxy) async throws in
            var response = ErrorResponse.unavailable
            response.headers.append(("Retry-After", "30"))
            proxy.upstream.setDefaultBehaviour(.fault(.response(response)))

            let answer = try await MessagesClient(proxy).post()

            #expect(answer.status == 529)
            #expect(answer.headers.first(name: "retry-after").flatMap(Int.init).map { (25...30).contains($0) } == true)
        }
    }

    @Test("A refused connection fails over at once")
    func refused() async throws {
        let closed = try await SimulatedUpstream.running { $0.baseURL }
        try await SimulatedUpstream.running { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let text = """
                providers:
                  bedrock:
                    region: us-east-1
                    endpoint: \(upstream.baseURL)
                routing:
                  models:
                    - model: default
                      provider_sequence:
                        - name: bedrock
                          variants:
                            - model: anthropic.claude-sonnet-4-6
                              endpoint: \(closed)
                            - model: anthropic.claude-sonnet-4-6

                """
            let configuration = try ProxyUnderTest.configuration(text, database: folder.path + "/h.db")

            try await ProxyUnderTest.serve(configuration) { (addresses: ProxyServer.Addresses) async throws in
                let start = ContinuousClock.now
                let answer = try await MessagesClient(baseURL: "http://127.0.0.1:\(addresses.port)").post()
                #expect(answer.status == 200)
                #expect(answer.headers.first(name: "x-claude-proxy-attempts") == "2")
                #expect(ContinuousClock.now - start < .seconds(3))
            }
        }
    }
}
