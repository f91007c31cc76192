import AsyncHTTPClient
import EndToEndSupport
import NIOHTTP1
import Server
import SimulatedUpstream
import Testing

@Suite("The dashboard's live stream and routes, end to end")
struct DashboardLiveTests {
    private func running(_ event: LiveEvent) -> [ParsedJSON] { event.data["running"]?.array ?? [] }

    @Test("A request is seen while it connects and streams, and settles as a whole row")
    func settling() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let head = ScriptGate()
            let pacing = AnswerPacing(beforeHead: .gate(head), betweenEvents: .milliseconds(20))
            proxy.upstream.enqueue(
                .answer(.text(String(repeating: "word ", count: 400)).paced(pacing)),
                for: RunningProxy.variants[0]
            )
            var live = try await LiveReader(DashboardClient(proxy))
            #expect(live.status == 200)
            #expect(live.headers.first(name: "content-type") == "text/event-stream; charset=utf-8")
            #expect(live.headers.first(name: "cache-control") == "no-store")
            let empty = try #require(try await live.next())
            #expect(empty.name == "running" && running(empty).isEmpty)
            let cooldowns = try #require(try await live.next())
            #expect(cooldowns.name == "cooldowns" && cooldowns.data["cooldowns"]?.array == [])

            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let answer = try await MessagesClient(proxy).post()
                    #expect(answer.status == 200)
                }
                let isRunning: (LiveEvent) -> Bool = { $0.data["running"]?[0]?["attempt"]?.integer == 1 }
                let connecting = try #require(try await live.next(where: isRunning)?.data["running"]?[0])
                #expect(connecting["state"]?.string == "connecting")
                #expect(connecting["target"]?.string?.hasSuffix(RunningProxy.variants[0]) == true)
                #expect(connecting["output_tokens"] == .null)
                #expect(connecting["stream"]?.boolean == true)
                #expect(connecting["elapsed_ms"]?.integer ?? -1 >= 0)
                #expect(connecting["provider"]?.string == "bedrock")
                #expect(connecting["routed_model"]?.string == RunningProxy.variants[0])
                #expect(connecting["region"]?.string == "us-east-1")
                #expect(connecting.object?.count == 12)
                head.open()

                let streaming = try await live.next { event in
                    event.data["running"]?[0]?["output_tokens"]?.integer ?? 0 > 0
                }
                #expect(streaming?.data["running"]?[0]?["state"]?.string == "streaming")
                let finished = try #require(try await live.next { $0.name == "finished" })
                #expect(finished.data["request_id"] == connecting["request_id"])
                #expect(finished.data["outcome"]?.string == "succeeded")
                #expect(finished.data["key"] == .null)
                #expect(finished.data.object?.count == 30)
                let after = try #require(try await live.next { $0.name == "running" })
                #expect(running(after).isEmpty)
                try await group.waitForAll()
            }
        }
    }

    @Test("A page that comes back is told what it missed, or to read its lists again")
    func resuming() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            let dashboard = DashboardClient(proxy)
            var live = try await LiveReader(dashboard)
            _ = try await client.post(MessagesClient.body(stream: false))
            let first = try #require(try await live.next { $0.name == "finished" })
            let id = try #require(first.id)
            _ = try await client.post(MessagesClient.body(stream: false))
            _ = try await client.post(MessagesClient.body(stream: false))
            _ = try await dashboard.exchanges(atLeast: 3)

            var again = try await LiveReader(dashboard, headers: ["last-event-id": id])
            let missed = [try await again.next(), try await again.next()]
            #expect(missed.map { $0?.name } == ["finished", "finished"])
            #expect(missed.compactMap { $0?.id }.compactMap(Int.init) == [1, 2].map { (Int(id) ?? 0) + $0 })

            for unknown in ["1", "9999999999999999"] {
                var stranger = try await LiveReader(dashboard, headers: ["last-event-id": unknown])
                #expect(try await stranger.next()?.name == "reset")
                #expect(try await stranger.next()?.name == "running")
            }
            #expect(try await dashboard.get("/api/live", headers: ["last-event-id": "x"]).status == 400)
        }
    }

    @Test("Cool-downs are told when they change, and end when they are cleared")
    func cooldowns() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            var live = try await LiveReader(dashboard)
            let target = "bedrock/us-east-1/\(RunningProxy.variants[0])"
            let refused = "bedrock/us-east-1/\(RunningProxy.variants[1])"
            proxy.upstream.enqueue(.fault(.response(.throttled)), for: RunningProxy.variants[0])
            proxy.upstream.enqueue(.fault(.response(.accessDenied)), for: RunningProxy.variants[1])
            _ = try await MessagesClient(proxy).post(MessagesClient.body(stream: false))

            let told = try await live.next { $0.data["cooldowns"]?.array?.count == 2 }
            #expect(told?.data["cooldowns"]?[0]?["target"]?.string == target)
            #expect(told?.data["cooldowns"]?[0]?["reason"]?.string == "rate_limited")
            let routes = try await dashboard.json("/api/routes")
            let targets = try #require(routes["routes"]?[0]?["targets"]?.array)
            #expect(targets.map { $0["state"]?.string } == ["cooling", "problem", "ready"])
            #expect(targets[0]["until_at_ms"] == told?.data["cooldowns"]?[0]?["until_at_ms"])
            #expect(targets[2]["until_at_ms"] == .null)
            #expect(targets.allSatisfy { $0.object?.count == 8 })

            let one = try await dashboard.send(.POST, "/api/cooldowns/reset?target=\(target)")
            #expect(ParsedJSON(one.body)?["cooldowns"]?.array?.map { $0["target"]?.string } == [refused])
            #expect(try await live.next { $0.data["cooldowns"]?.array?.count == 1 } != nil)
            let all = try await dashboard.send(.POST, "/api/cooldowns/reset")
            #expect(ParsedJSON(all.body)?["cooldowns"]?.array == [])
            #expect(try await live.next { $0.data["cooldowns"]?.array == [] } != nil)
        }
    }

    @Test("Routes tell the plan, the history's health and where the API is")
    func routes() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let routes = try await DashboardClient(proxy).json("/api/routes")

            #expect(routes["routes"]?[0]?["model"]?.string == "default")
            let models = routes["routes"]?[0]?["targets"]?.array?.map { $0["model"]?.string }
            #expect(models == RunningProxy.variants)
            #expect(routes["address"]?.string == proxy.baseURL)
            #expect(routes["history"]?["healthy"]?.boolean == true)
            #expect(routes["history"]?["problem"] == .null)
            #expect(routes["version"]?.string?.isEmpty == false)
            #expect(routes["uptime_seconds"]?.integer ?? -1 >= 0)
            #expect(routes["now_at_ms"]?.integer ?? 0 > 1_700_000_000_000)
        }
    }

    @Test("A page too many is told to come later; one that leaves makes room")
    func limit() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            // The shared client opens fewer connections to a host.
            var configuration = HTTPClient.Configuration()
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
            let http = HTTPClient(configuration: configuration)
            var readers: [LiveReader] = []
            for _ in 0..<32 { readers.append(try await LiveReader(dashboard, through: http)) }
            #expect(readers.allSatisfy { $0.status == 200 })
            let answer = try await dashboard.get("/api/live")
            #expect(answer.status == 503)
            #expect(answer.body.contains("overloaded_error"))
            readers = []
            try await http.shutdown()

            let deadline = ContinuousClock.now + .seconds(10)
            var status = 503
            while status == 503, ContinuousClock.now < deadline {
                status = try await LiveReader(dashboard).status
                if status == 503 { try await Task.sleep(for: .milliseconds(50)) }
            }
            #expect(status == 200)
        }
    }

    @Test("A page that watches does not keep the proxy from stopping")
    func stopping() async throws {
        try await SimulatedUpstream.running { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let proxy = try await ProxyProcess.start(in: folder, endpoint: upstream.baseURL)
            let dashboard = DashboardClient(port: try #require(proxy.dashboardPort))
            var live = try await LiveReader(dashboard)
            #expect(try await live.next()?.name == "running")
            let start = ContinuousClock.now

            #expect(await proxy.end(15) == 0)

            // Far below the time that running requests get.
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }
}
