import NIOHTTP1
import Testing

@Suite("The dashboard's files, end to end")
struct DashboardPageTests {
    @Test("Every view is the page; an address that is none says so and is the page too")
    func views() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            let page = try await dashboard.get("/")
            #expect(page.headers.first(name: "content-type") == "text/html; charset=utf-8")
            #expect(page.body.contains(#"<script type="module" src="/app/main.js"></script>"#))
            for path in [
                "/requests", "/requests?status=429", "/requests/req_1", "/requests/a.b%2Fc", "/errors", "/routes",
            ] {
                let view = try await dashboard.get(path)
                #expect(view.status == 200, "\(path)")
                #expect(view.body == page.body, "\(path)")
            }
            let stranger = try await dashboard.get("/nowhere")
            #expect(stranger.status == 404)
            #expect(stranger.body == page.body)
        }
    }

    @Test("A file that the browser has already is not sent again")
    func entityTags() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            for (path, type) in [
                ("/style.css", "text/css; charset=utf-8"), ("/app/main.js", "text/javascript; charset=utf-8"),
                ("/icon.svg", "image/svg+xml"),
            ] {
                let first = try await dashboard.get(path)
                #expect(first.headers.first(name: "content-type") == type)
                #expect(first.headers.first(name: "cache-control") == "no-cache")
                let tag = try #require(first.headers.first(name: "etag"))
                let again = try await dashboard.get(path, headers: ["if-none-match": tag])
                #expect(again.status == 304)
                #expect(again.body.isEmpty)
                #expect(again.headers.first(name: "etag") == tag)
                #expect(try await dashboard.get(path, headers: ["if-none-match": "\"other\""]).body == first.body)
            }
        }
    }

    @Test(
        "What is no file is an error in JSON",
        arguments: ["/favicon.ico", "/app/none.js", "/../Package.swift", "/a.b"]
    )
    func missing(_ path: String) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let answer = try await DashboardClient(proxy).get(path)
            #expect(answer.status == 404)
            #expect(answer.body.contains(#""type":"not_found_error""#))
        }
    }
}
