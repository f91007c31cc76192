import NIOHTTP1
import Server
import SimulatedUpstream
import Testing

@Suite("Who may see the dashboard, end to end")
struct DashboardAccessTests {
    private static let keys = "server:\n  api_keys: [alpha, beta]\n"
    private static let paths = [
        "summary", "series", "exchanges", "exchanges/req_1", "errors", "facets", "routes", "export.csv", "export.json",
        "live",
    ]

    @Test("With keys, every endpoint wants one; the page is open and asks for it itself")
    func keys() async throws {
        try await RunningProxy.running(yaml: Self.keys) { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            for path in Self.paths {
                let answer = try await dashboard.get("/api/\(path)")
                #expect(answer.status == 401, "\(path)")
                #expect(answer.body.contains("authentication_error"))
                // A browser's own question would come before the page's.
                #expect(answer.headers.first(name: "www-authenticate") == nil)
            }
            #expect(try await dashboard.send(.POST, "/api/cooldowns/reset").status == 401)
            #expect(try await dashboard.get("/").status == 200)
            #expect(try await dashboard.get("/style.css").status == 200)
            #expect(try await dashboard.get("/api/routes", headers: ["x-api-key": "alpha"]).status == 200)
            // user:beta
            #expect(
                try await dashboard.get("/api/routes", headers: ["authorization": "Basic dXNlcjpiZXRh"]).status == 200
            )
        }
    }

    @Test("A key is traded for a session that is not the key")
    func session() async throws {
        try await RunningProxy.running(yaml: Self.keys) { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            for body in ["", "{}", #"{"key":7}"#, "[]"] {
                #expect(try await dashboard.send(.POST, "/api/session", body: body).status == 400)
            }
            #expect(try await dashboard.send(.POST, "/api/session", body: #"{"key":"alph"}"#).status == 401)

            let answer = try await dashboard.send(.POST, "/api/session", body: #"{"key":"alpha"}"#)
            #expect(answer.status == 204)
            let cookie = try #require(answer.headers.first(name: "set-cookie"))
            #expect(!cookie.contains("alpha"))
            for attribute in ["; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=43200"] {
                #expect(cookie.contains(attribute))
            }
            let pair = String(cookie.prefix { $0 != ";" })
            let signedIn: HTTPHeaders = ["cookie": "other=1; \(pair)"]
            #expect(try await dashboard.get("/api/routes", headers: signedIn).status == 200)
            #expect(try await dashboard.send(.POST, "/api/cooldowns/reset", headers: signedIn).status == 200)
            let forged = pair.hasSuffix("0") ? pair.dropLast() + "1" : pair.dropLast() + "0"
            #expect(try await dashboard.get("/api/routes", headers: ["cookie": "\(forged)"]).status == 401)

            // The session is for the dashboard alone.
            let client = MessagesClient(proxy)
            #expect(try await client.post(headers: signedIn).status == 401)
        }
    }

    private func signIn(_ dashboard: DashboardClient) async throws -> HTTPHeaders {
        let answer = try await dashboard.send(.POST, "/api/session", body: #"{"key":"alpha"}"#)
        let cookie = try #require(answer.headers.first(name: "set-cookie"))
        return ["cookie": String(cookie.prefix { $0 != ";" })]
    }

    @Test("Signing out ends the session wherever its cookie is, and the stream that it watches")
    func signingOut() async throws {
        try await RunningProxy.running(yaml: Self.keys) { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            let (ended, other) = (try await signIn(dashboard), try await signIn(dashboard))
            var endedStream = try await LiveReader(dashboard, headers: ended)
            var otherStream = try await LiveReader(dashboard, headers: other)
            var keyStream = try await LiveReader(
                dashboard,
                headers: ["x-api-key": "beta", "cookie": ended["cookie"][0]]
            )
            #expect(try await endedStream.next()?.name == "running")

            let end = try await dashboard.send(.DELETE, "/api/session", headers: ended)

            #expect(end.status == 204)
            #expect(end.headers.first(name: "set-cookie")?.contains("=; Max-Age=0;") == true)
            #expect(try await dashboard.get("/api/routes", headers: ended).status == 401)
            #expect(try await dashboard.get("/api/routes", headers: other).status == 200)
            while let event = try await endedStream.next() { #expect(event.name != "finished") }
            // The others go on, and tell of what comes after.
            _ = try await MessagesClient(proxy).post(
                MessagesClient.body(stream: false),
                headers: ["x-api-key": "alpha"]
            )
            #expect(try await otherStream.next { $0.name == "finished" } != nil)
            #expect(try await keyStream.next { $0.name == "finished" } != nil)
        }
    }

    @Test("Whoever shows too many wrong keys, in whatever form, is told to come later; a right one is always let in")
    func tooManyWrongKeys() async throws {
        try await RunningProxy.running(yaml: Self.keys) { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            let signedIn = try await signIn(dashboard)
            // user:wrong
            let wrong: [HTTPHeaders] = [
                ["x-api-key": "wrong"], ["authorization": "Bearer wrong"], ["authorization": "Basic dXNlcjp3cm9uZw=="],
            ]
            for headers in wrong + wrong + wrong {
                #expect(try await dashboard.get("/api/routes", headers: headers).status == 401)
            }
            #expect(try await dashboard.send(.POST, "/api/session", body: #"{"key":"wrong"}"#).status == 401)

            var answers = [try await dashboard.send(.POST, "/api/session", body: #"{"key":"wrong"}"#)]
            for headers in wrong { answers.append(try await dashboard.get("/api/summary", headers: headers)) }
            for answer in answers {
                #expect(answer.status == 429)
                #expect(answer.body.contains("rate_limit_error"))
                #expect(1...60 ~= answer.headers.first(name: "retry-after").flatMap(Int.init) ?? 0)
            }
            #expect(try await dashboard.get("/api/routes").status == 401)
            #expect(try await dashboard.get("/api/routes", headers: ["x-api-key": "alpha"]).status == 200)
            #expect(try await dashboard.get("/api/routes", headers: signedIn).status == 200)
            #expect(try await dashboard.send(.POST, "/api/session", body: #"{"key":"alpha"}"#).status == 204)
        }
    }

    @Test("Without keys there is nothing to sign in to")
    func noKeys() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            #expect(try await dashboard.send(.POST, "/api/session", body: #"{"key":"x"}"#).status == 404)
            #expect(try await dashboard.json("/api/routes")["needs_key"]?.boolean == false)
        }
    }

    @Test("Foreign pages and foreign host names are refused")
    func foreign() async throws {
        try await RunningProxy.running(yaml: Self.keys) { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy, headers: ["x-api-key": "alpha"])
            for path in ["/", "/api/summary"] {
                #expect(try await dashboard.get(path, headers: ["host": "evil.example"]).status == 403)
            }
            let foreign: [HTTPHeaders] = [
                ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"], ["origin": "http://evil.example"],
                ["origin": "null"],
            ]
            for headers in foreign {
                #expect(try await dashboard.send(.POST, "/api/cooldowns/reset", headers: headers).status == 403)
                #expect(
                    try await dashboard.send(.POST, "/api/session", body: #"{"key":"alpha"}"#, headers: headers).status
                        == 403
                )
                #expect(try await dashboard.send(.DELETE, "/api/session", headers: headers).status == 403)
            }
            let own = try await dashboard.send(
                .POST,
                "/api/cooldowns/reset",
                headers: ["sec-fetch-site": "same-origin"]
            )
            #expect(own.status == 200)
            for path in ["/", "/api/summary", "/api/nothing"] {
                let answer = try await dashboard.get(path)
                #expect(answer.headers.first(name: "access-control-allow-origin") == nil)
                #expect(answer.headers.first(name: "x-content-type-options") == "nosniff")
                #expect(answer.headers.first(name: "referrer-policy") == "no-referrer")
                let policy = answer.headers.first(name: "content-security-policy")
                #expect(policy?.hasPrefix("default-src 'self'; frame-ancestors 'none'") == true)
            }
        }
    }

    @Test("A foreign site's page may link to the page, and have nothing asked of the endpoints")
    func foreignReads() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy, headers: ["sec-fetch-site": "cross-site"])
            for path in Self.paths { #expect(try await dashboard.get("/api/\(path)").status == 403, "\(path)") }
            for path in ["/", "/requests", "/style.css"] { #expect(try await dashboard.get(path).status == 200) }
            for site in ["same-origin", "none"] {
                let own = DashboardClient(proxy, headers: ["sec-fetch-site": site])
                #expect(try await own.get("/api/summary").status == 200)
            }
        }
    }

    @Test("Only the methods that are meant are answered, and no large body is read")
    func methods() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let dashboard = DashboardClient(proxy)
            let wrong: [(HTTPMethod, String, String)] = [
                (.POST, "/api/summary", "GET, HEAD"), (.DELETE, "/api/exchanges/req_1", "GET, HEAD"),
                (.GET, "/api/cooldowns/reset", "POST"), (.PUT, "/api/session", "POST, DELETE"),
                (.HEAD, "/api/live", "GET"), (.HEAD, "/api/export.csv", "GET"), (.POST, "/", "GET, HEAD"),
            ]
            for (method, path, allowed) in wrong {
                let answer = try await dashboard.send(method, path)
                #expect(answer.status == 405, "\(method) \(path)")
                #expect(answer.headers.first(name: "allow") == allowed)
            }
            for path in ["/", "/api/summary", "/api/routes"] {
                let (head, whole) = (try await dashboard.send(.HEAD, path), try await dashboard.get(path))
                #expect(head.status == 200)
                #expect(head.body.isEmpty)
                #expect(head.headers.first(name: "content-type") == whole.headers.first(name: "content-type"))
                #expect(head.headers.first(name: "content-length") != "0")
            }
            #expect(try await dashboard.send(.HEAD, "/api/summary?range=2h").status == 400)
            for method in [HTTPMethod.GET, .POST] {
                #expect(try await dashboard.send(method, "/api/nothing").status == 404)
            }
            let large = String(repeating: "x", count: 100_000)
            #expect(try await dashboard.send(.POST, "/api/session", body: large).status == 413)
        }
    }
}
