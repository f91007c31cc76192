import NIOHTTP1
import Server
import Testing

/// Whatever is asked, the proxy answers it and goes on.
@Suite("Extreme input to the dashboard's endpoints, end to end")
struct DashboardExtremesTests {
    private static let endpoints = ["summary", "series", "exchanges", "errors", "export.csv", "export.json"]
    private static let names = [
        "range", "from", "to", "model", "provider", "target", "outcome", "status", "error", "stream", "session", "q",
        "limit", "before", "after",
    ]
    /// Both sides of every border that a number of ours has, and of those of 32 and 64 bits.
    private static let numbers = [
        "0", "1", "-1", "100", "600", "2147483648", "253402300799999", "253402300800000", "9223372036854775806",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616", "1e308", "NaN",
    ]
    private static let texts = ["", "%00", "%ff%fe", "%F4%8F%BF%BF", "%", "'", "\"", "a%0d%0ab", "=1+1", "24h", "true"]
    private static let keys = numbers.flatMap { ["\($0)-1", "1-\($0)", "\($0)-\($0)"] }

    @Test("Every parameter of every endpoint", arguments: endpoints)
    func parameters(endpoint: String) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            _ = try await MessagesClient(proxy).post(MessagesClient.body(stream: false))
            let dashboard = DashboardClient(proxy)
            _ = try await dashboard.exchanges(atLeast: 1)
            for name in Self.names {
                let isKey = name == "before" || name == "after"
                for value in Self.numbers + Self.texts + (isKey ? Self.keys : []) {
                    let status = try await dashboard.get("/api/\(endpoint)?\(name)=\(value)").status
                    #expect([200, 400].contains(status), "\(name)=\(value): \(status)")
                }
            }
            #expect(try await dashboard.get("/api/routes").status == 200)
        }
    }

    @Test("Times at both ends, with keys at both ends")
    func times() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            let (first, last) = ("0", "253402300799999")
            let spans = [
                "from=\(first)", "from=\(first)&to=\(last)", "from=\(first)&to=1", "from=253402300799998&to=\(last)",
            ]
            for span in spans {
                for endpoint in Self.endpoints {
                    #expect(try await dashboard.get("/api/\(endpoint)?\(span)").status == 200, "\(endpoint)?\(span)")
                }
                for key in ["\(first)-1", "\(last)-9223372036854775807"] {
                    for side in ["before", "after"] {
                        let path = "/api/exchanges?\(span)&\(side)=\(key)"
                        #expect(try await dashboard.get(path).status == 200, "\(path)")
                    }
                }
            }
        }
    }

    @Test("A key's time and number are bounded, and written one way")
    func keys() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            let wrong = [
                "9223372036854775807-1", "253402300800000-1", "1-0", "1-9223372036854775808", "%2B1-1", "01-1",
            ]
            for key in wrong {
                for side in ["before", "after"] {
                    #expect(try await dashboard.get("/api/exchanges?\(side)=\(key)").status == 400, "\(key)")
                }
            }
        }
    }

    @Test("Headers that hold numbers")
    func headers() async throws {
        let yaml = "server:\n  api_keys: [alpha]\n"
        try await RunningProxy.running(yaml: yaml) { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            for number in Self.numbers {
                let cookie = "claude_proxy_session=\(number).\(String(repeating: "0", count: 64))"
                #expect(try await dashboard.get("/api/routes", headers: ["cookie": cookie]).status == 401)
                var live = try await LiveReader(
                    DashboardClient(proxy, headers: ["x-api-key": "alpha"]),
                    headers: ["last-event-id": number]
                )
                #expect([200, 400].contains(live.status), "\(number): \(live.status)")
                if live.status == 200 { #expect(try await live.next() != nil) }
            }
        }
    }
}
