import Foundation
import NIOHTTP1
import Server
import SimulatedUpstream
import Testing

@Suite("The dashboard's figures and lists, end to end")
struct DashboardHistoryTests {
    /// One request that needs a second variant, one that nobody answers, one that goes well.
    private func threeRequests(_ proxy: RunningProxy) async throws -> [ParsedJSON] {
        let client = MessagesClient(proxy)
        proxy.upstream.enqueue(.fault(.response(.throttled)), for: RunningProxy.variants[0])
        _ = try await client.post(headers: ["x-claude-code-session-id": "s-1", "user-agent": "claude-cli/2.1 (x)"])
        proxy.upstream.enqueue(.fault(.response(.validation("too odd"))), for: RunningProxy.variants[1])
        _ = try await client.post(MessagesClient.body(stream: false, model: "claude-<b>"))
        _ = try await client.post(MessagesClient.body(stream: false))
        return try await DashboardClient(proxy).exchanges(atLeast: 3)
    }

    @Test("Figures of the range and of the one before")
    func summary() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            _ = try await threeRequests(proxy)
            let summary = try await DashboardClient(proxy).json("/api/summary?range=1h")

            let current = try #require(summary["current"])
            #expect(current["requests"]?.integer == 3)
            #expect(current["succeeded"]?.integer == 2)
            #expect(current["failed"]?.integer == 1)
            #expect(current["cancelled"]?.integer == 0)
            #expect(current["failovers"]?.integer == 1)
            #expect(current["attempts"]?.integer == 4)
            #expect(current["success_rate"] == .number(2.0 / 3))
            for name in ["input_tokens", "output_tokens", "tokens", "tokens_per_request", "duration_mean_ms"] {
                guard case .number(let number) = current[name], number > 0 else {
                    Issue.record("\(name): \(String(describing: current[name]))")
                    continue
                }
            }
            #expect(summary["previous"]?["requests"]?.integer == 0)
            #expect(summary["previous"]?["success_rate"] == .null)
            #expect(summary["previous"]?["cost_usd"] == .null)
            #expect(summary["previous"]?["duration_p50_ms"] == .null)
            #expect(current.object?.count == 21)
            let start = try #require(summary["range"]?["start_at_ms"]?.integer)
            let end = try #require(summary["range"]?["end_at_ms"]?.integer)
            #expect(start % 300_000 == 0)
            #expect((3_600_000...3_900_001).contains(end - start))
        }
    }

    @Test(
        "A series has the buckets that have requests",
        arguments: [("24h", 300_000), ("7d", 3_600_000), ("all", 300_000)]
    )
    func series(range: String, bucket: Int) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            _ = try await threeRequests(proxy)
            let series = try await DashboardClient(proxy).json("/api/series?range=\(range)")

            let points = try #require(series["points"]?.array)
            #expect(points.compactMap { $0["requests"]?.integer }.reduce(0, +) == 3)
            #expect(points.allSatisfy { ($0["start_at_ms"]?.integer ?? 1) % bucket == 0 })
            #expect(points.first?.object?.count == 22)
            // A day of history is told in buckets as long as it needs.
            if range != "all" { #expect(series["bucket_ms"]?.integer == bucket) }
        }
    }

    @Test("An exchange in a list has every member, and null for what is not known")
    func exchanges() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let rows = try await threeRequests(proxy)

            #expect(rows.map { $0["outcome"]?.string } == ["succeeded", "failed", "succeeded"])
            let first = try #require(rows.last)
            #expect(first["request_id"]?.string?.hasPrefix("req_") == true)
            #expect(first["session_id"]?.string == "s-1")
            #expect(first["agent_id"] == .null)
            #expect(first["client"]?.string == "claude-cli/2.1")
            #expect(first["requested_model"]?.string == "claude-sonnet-4-6")
            #expect(first["stream"]?.boolean == true)
            #expect(first["status"]?.integer == 200)
            #expect(first["error_class"] == .null)
            #expect(first["target"]?.string == "bedrock/us-east-1/\(RunningProxy.variants[1])")
            #expect(first["provider"]?.string == "bedrock")
            #expect(first["routed_model"]?.string == RunningProxy.variants[1])
            #expect(first["region"]?.string == "us-east-1")
            #expect(first["attempts"]?.integer == 2)
            #expect(first.object?.count == 30)
            let failed = rows[1]
            #expect(failed["requested_model"]?.string == "claude-<b>")
            #expect(failed["status"]?.integer == 400)
            #expect(failed["error_class"]?.string == "invalid_request_error")
            #expect(failed["error_message"]?.string?.contains("too odd") == true)
            #expect(failed["target"] == .null)
            #expect(failed["tokens"] == .null)
            #expect(failed["cost_usd"] == .null)
        }
    }

    @Test("One exchange is told with its attempts")
    func detail() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let id = try #require(try await threeRequests(proxy).last?["request_id"]?.string)
            let dashboard = DashboardClient(proxy)
            let detail = try await dashboard.json("/api/exchanges/\(id)")

            #expect(detail["exchange"]?["request_id"]?.string == id)
            #expect(detail["has_bodies"]?.boolean == false)
            let attempts = try #require(detail["attempts"]?.array)
            #expect(attempts.map { $0["position"]?.integer } == [0, 1])
            #expect(attempts[0]["error_class"]?.string == "rate_limited")
            #expect(attempts[0]["status"]?.integer == 429)
            #expect(attempts[0]["cooldown_until_ms"]?.integer != nil)
            #expect(attempts[1]["error_class"] == .null)
            #expect(attempts[1]["offset_ms"]?.integer ?? -1 >= 0)
            #expect(attempts[1].object?.count == 21)
            #expect(try await dashboard.get("/api/exchanges/req_none").status == 404)
        }
    }

    @Test("An exchange that just ended is told before it is written")
    func detailAtOnce() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let answer = try await MessagesClient(proxy).post(MessagesClient.body(stream: false))
            let id = try #require(answer.headers.first(name: "request-id"))
            let deadline = ContinuousClock.now + .seconds(5)
            var detail = try await DashboardClient(proxy).get("/api/exchanges/\(id)")
            // The client has its answer a moment before the request counts as ended.
            while detail.status == 404, ContinuousClock.now < deadline {
                detail = try await DashboardClient(proxy).get("/api/exchanges/\(id)")
            }

            let json = try #require(ParsedJSON(detail.body))
            #expect(json["exchange"]?["request_id"]?.string == id)
            #expect(json["attempts"]?.array?.count == 1)
            #expect(json["exchange"]?.object?.count == 30)
        }
    }

    @Test("Errors are grouped, those that another variant mended apart")
    func errors() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let rows = try await threeRequests(proxy)
            let errors = try await DashboardClient(proxy).json("/api/errors?range=24h")

            let exchanges = try #require(errors["exchanges"]?.array)
            #expect(exchanges.count == 1)
            #expect(exchanges.first?["error_class"]?.string == "invalid_request_error")
            #expect(exchanges.first?["count"]?.integer == 1)
            #expect(exchanges.first?["last_request_id"] == rows[1]["request_id"])
            #expect(exchanges.first?["last_at_ms"] == rows[1]["started_at_ms"])
            #expect(exchanges.first?["last_message"] == rows[1]["error_message"])
            let attempts = try #require(errors["attempts"]?.array)
            #expect(Set(attempts.compactMap { $0["error_class"]?.string }) == ["rate_limited", "invalid_request"])
            let target = "bedrock/us-east-1/\(RunningProxy.variants[0])"
            let narrowed = try await DashboardClient(proxy).json("/api/errors?range=24h&target=\(target)")
            #expect(narrowed["attempts"]?.array?.map { $0["error_class"]?.string } == ["rate_limited"])
        }
    }

    @Test("Filters narrow lists and figures alike, and the menus know their values")
    func filters() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let rows = try await threeRequests(proxy)
            let dashboard = DashboardClient(proxy)
            let id = try #require(rows[0]["request_id"]?.string)
            let counts = [
                ("model=claude-%3Cb%3E", 1), ("model=nothing", 0), ("provider=bedrock", 2), ("outcome=failed", 1),
                ("status=200", 2), ("error=invalid_request_error", 1), ("stream=true", 1), ("stream=false", 2),
                ("session=s-1", 1), ("q=\(id.prefix(12))", 1), ("outcome=&model=", 3),
                ("target=bedrock/us-east-1/\(RunningProxy.variants[1])", 2), ("stream=false&outcome=succeeded", 1),
                ("target=none", 1), ("target=none&model=claude-%3Cb%3E", 1), ("target=none&outcome=succeeded", 0),
                ("target=none&q=\(id.prefix(4))", 1),
            ]
            for (filter, count) in counts {
                let query = "?range=24h&\(filter)"
                #expect(
                    try await dashboard.json("/api/exchanges\(query)")["exchanges"]?.array?.count == count,
                    "\(query)"
                )
                let summary = try await dashboard.json("/api/summary\(query)")
                #expect(summary["current"]?["requests"]?.integer == count, "\(query)")
            }
            let facets = try await dashboard.json("/api/facets")
            #expect(facets["models"]?.array == [.string("claude-sonnet-4-6")])
            #expect(facets["providers"]?.array == [.string("bedrock")])
            #expect(facets["error_classes"]?.array == [.string("invalid_request_error")])
            #expect(facets["statuses"]?.array == [.number(200), .number(400)])
            #expect(facets["targets"]?.array?.count == 1)
        }
    }

    @Test("An end inside of a bucket is moved to its border, for figures, lists and errors alike")
    func alignedEnd() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let failed = try await threeRequests(proxy)[1]
            let dashboard = DashboardClient(proxy)
            let start = try #require(failed["started_at_ms"]?.integer)
            for length in [60_000, 5 * 86_400_000, 40 * 86_400_000] {
                let query = "?from=\(start - length)&to=\(start)&outcome=failed"
                let list = try await dashboard.json("/api/exchanges\(query)")
                let summary = try await dashboard.json("/api/summary\(query)")
                let errors = try await dashboard.json("/api/errors\(query)")
                #expect(list["exchanges"]?.array?.count == 1, "\(length)")
                #expect(summary["current"]?["requests"]?.integer == 1, "\(length)")
                #expect(errors["exchanges"]?[0]?["count"]?.integer == 1, "\(length)")
                let bucket = try #require(try await dashboard.json("/api/series\(query)")["bucket_ms"]?.integer)
                for border in ["start_at_ms", "end_at_ms"] {
                    let time = try #require(summary["range"]?[border]?.integer)
                    #expect(time % bucket == 0, "\(border) \(length)")
                    #expect(errors["range"]?[border]?.integer == time)
                }
            }
        }
    }

    @Test("Requests that nobody served are told apart from all by a name that no variant has")
    func noTarget() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            _ = try await threeRequests(proxy)
            let dashboard = DashboardClient(proxy)

            let errors = try await dashboard.json("/api/errors?target=none")

            #expect(errors["exchanges"]?.array?.map { $0["count"]?.integer } == [1])
            #expect(errors["exchanges"]?[0]?["target"] == .null)
            #expect(errors["attempts"]?.array == [])
            let list = try await dashboard.json("/api/exchanges?target=none&error=invalid_request_error")
            #expect(list["exchanges"]?.array?.map { $0["target"] } == [.null])
        }
    }

    @Test("Refused requests with ever new models keep no room from those that count")
    func refusedModels() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            for number in 0..<3 {
                let body = #"{"model":"odd-\#(number)","max_tokens":9,"messages":[]}"#
                #expect(try await client.post(body).status == 400)
            }
            let dashboard = DashboardClient(proxy)
            #expect(try await dashboard.exchanges(atLeast: 3).count == 3)

            #expect(try await dashboard.json("/api/facets")["models"]?.array == [])
            for path in ["odd-1", "odd-1&target=none", "odd-1&outcome=failed"] {
                let query = "?model=\(path)"
                #expect(try await dashboard.json("/api/exchanges\(query)")["exchanges"]?.array?.count == 1)
                #expect(try await dashboard.json("/api/summary\(query)")["current"]?["requests"]?.integer == 1)
                #expect(try await dashboard.json("/api/errors\(query)")["exchanges"]?[0]?["count"]?.integer == 1)
            }
        }
    }

    @Test("Pages lead forth and back over every exchange")
    func paging() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            for _ in 0..<7 { _ = try await client.post(MessagesClient.body(stream: false)) }
            let dashboard = DashboardClient(proxy)
            let all = try await dashboard.exchanges(atLeast: 7).map { $0["request_id"] }

            var pages: [[ParsedJSON?]] = []
            var page = try await dashboard.json("/api/exchanges?limit=3")
            #expect(page["newer"] == .null)
            while true {
                pages.append((page["exchanges"]?.array ?? []).map { $0["request_id"] })
                guard let older = page["older"]?.string else { break }
                page = try await dashboard.json("/api/exchanges?limit=3&before=\(older)")
            }
            #expect(pages.map(\.count) == [3, 3, 1])
            #expect(pages.flatMap(\.self) == all)

            var back: [[ParsedJSON?]] = []
            while let newer = page["newer"]?.string {
                page = try await dashboard.json("/api/exchanges?limit=3&after=\(newer)")
                back.append((page["exchanges"]?.array ?? []).map { $0["request_id"] })
            }
            #expect(back == [pages[1], pages[0]])
        }
    }

    @Test(
        "Wrong parameters are named in a 400",
        arguments: [
            ("summary?range=2h", "range:"), ("series?from=5&to=5", "from:"), ("series?to=5", "from:"),
            ("summary?from=-1", "from:"), ("summary?from=99999999999999999999", "from:"),
            ("exchanges?limit=0", "limit:"),
            ("exchanges?limit=101", "limit:"), ("exchanges?limit=x", "limit:"), ("exchanges?before=x", "before:"),
            ("exchanges?before=1-0", "before:"), ("exchanges?before=1-1&after=1-1", "before:"),
            ("exchanges?after=-1--1", "after:"), ("exchanges?outcome=good", "outcome:"),
            ("errors?status=99", "status:"), ("errors?session=s-1", "session:"), ("errors?q=req_", "q:"),
            ("errors?stream=1", "stream:"), ("exchanges?limit=5&limit=7", "limit:"),
            ("summary?model=a&model=b", "model:"), ("series?mod%65l=a&model=", "model:"), ("errors?foo=bar", "foo:"),
            ("exchanges?RANGE=1h", "RANGE:"), ("summary?limit=5", "limit:"), ("summary?range=1h&from=1", "range:"),
            ("summary?range=1h&from=1&to=2", "range:"), ("facets?range=1h", "range:"), ("routes?x", "x:"),
            ("live?x=1", "x:"), ("exchanges/req_1?x=1", "x:"), ("exchanges?status=0200", "status:"),
            ("exchanges?status=%2B200", "status:"), ("exchanges?limit=%2B5", "limit:"), ("summary?from=01", "from:"),
            ("export.csv?range=x", "range:"),
            ("export.json?model=" + String(repeating: "x", count: 600), "model:"),
        ]
    )
    func badInput(_ path: String, _ word: String) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let answer = try await DashboardClient(proxy).get("/api/\(path)")
            #expect(answer.status == 400)
            let error = try #require(ParsedJSON(answer.body))
            #expect(error["type"]?.string == "error")
            #expect(error["error"]?["type"]?.string == "invalid_request_error")
            #expect(error["error"]?["message"]?.string?.hasPrefix(word) == true)
            #expect(error["request_id"]?.string?.hasPrefix("req_") == true)
        }
    }

    @Test("An empty history has figures of nothing, no rows and no errors")
    func empty() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            for range in ["1h", "all"] {
                let summary = try await dashboard.json("/api/summary?range=\(range)")
                #expect(summary["current"]?["requests"]?.integer == 0)
                #expect(try await dashboard.json("/api/series?range=\(range)")["points"]?.array == [])
            }
            let page = try await dashboard.json("/api/exchanges")
            #expect(page["exchanges"]?.array == [])
            #expect(page["older"] == .null)
            #expect(try await dashboard.json("/api/errors")["attempts"]?.array == [])
        }
    }

    @Test("A list is exported as a file, and no cell of it is a formula")
    func export() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            _ = try await client.post(MessagesClient.body(stream: false, model: #"=HYPERLINK(\"http://x\",1)"#))
            _ = try await client.post(MessagesClient.body(stream: false))
            let dashboard = DashboardClient(proxy)
            _ = try await dashboard.exchanges(atLeast: 2)

            let csv = try await dashboard.get("/api/export.csv?range=24h")
            #expect(csv.headers.first(name: "content-type") == "text/csv; charset=utf-8")
            #expect(csv.headers.first(name: "content-disposition")?.contains("claude-proxy-requests.csv") == true)
            let lines = csv.body.components(separatedBy: "\r\n")
            #expect(lines.count == 4)
            #expect(lines[0].hasPrefix("started_at,key,request_id,started_at_ms,"))
            #expect(lines[2].contains(#","'=HYPERLINK(""http://x"",1)","#))
            let one = try await dashboard.get("/api/export.csv?model=claude-sonnet-4-6")
            #expect(one.body.components(separatedBy: "\r\n").count == 3)

            let json = try await dashboard.json("/api/export.json?range=24h")
            #expect(json["exchanges"]?.array?.count == 2)
            #expect(json["exchanges"]?[0]?.object?.count == 30)
            #expect(json["is_complete"]?.boolean == true)
            #expect(try await dashboard.json("/api/export.json?model=none")["exchanges"]?.array == [])
        }
    }
}
