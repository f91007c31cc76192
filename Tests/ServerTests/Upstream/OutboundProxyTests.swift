import Providers
import Testing

@testable import Server

@Suite("Proxies towards upstreams", .timeLimit(.minutes(1)))
struct OutboundProxyTests {
    @Test("An upstream is reached through the proxy's tunnel, which is kept like any connection")
    func tunnel() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 200 Connection established\r\nvia: test\r\n\r\n")
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(environment: ["HTTP_PROXY": "http://127.0.0.1:\(server.port)"])
            for _ in 0..<2 { #expect(try await transport.answer(8080, base: "http://upstream.test").body == "ok") }

            let requests = server.log.entries.requests
            #expect(server.log.entries.connections == 1)
            #expect(requests.count == 3)
            #expect(requests.first == "CONNECT upstream.test:8080 HTTP/1.1\r\nhost: upstream.test:8080\r\n\r\n")
            let inner = "POST /v1/messages?beta=true HTTP/1.1\r\nhost: upstream.test:8080\r\n"
            #expect(requests.last?.hasPrefix(inner) == true)
        }
    }

    @Test("The proxy is told name and password, the upstream is not")
    func credentials() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 200 OK\r\n\r\n")
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let proxy = "http://user:p%40ss@127.0.0.1:\(server.port)/"
            let transport = TransportUnderTest(environment: ["http_proxy": proxy, "HTTP_PROXY": "http://other.test"])
            _ = try await transport.answer(80, base: "http://upstream.test")

            let requests = server.log.entries.requests
            // user:p@ss
            #expect(requests.first?.contains("proxy-authorization: Basic dXNlcjpwQHNz\r\n") == true)
            #expect(requests.last?.contains("proxy-authorization") == false)
        }
    }

    @Test("Interim answers ahead of the proxy's word are passed over, however they are cut")
    func interim() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            for part in [
                "HTTP/1.1 100 Continue\r\n\r", "\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 2",
                "00 OK\r\n\r\n",
            ] {
                try await peer.send(part)
            }
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(environment: ["HTTP_PROXY": "http://127.0.0.1:\(server.port)"])
            #expect(try await transport.answer(80, base: "http://upstream.test").body == "ok")
        }
    }

    @Test(
        "A proxy that refuses is told with its status",
        arguments: [
            (
                "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", UpstreamFailure.Kind.misconfigured,
                "The proxy refused the tunnel with status 407."
            ),
            ("HTTP/1.1 403 Forbidden\r\n\r\n", .misconfigured, "The proxy refused the tunnel with status 403."),
            ("HTTP/1.1 502 Bad Gateway\r\n\r\n", .network, "The proxy refused the tunnel with status 502."),
            ("HTTP/1.1 101 Switching\r\n\r\n", .network, "The proxy refused the tunnel with status 101."),
            ("SSH-2.0-OpenSSH\r\n\r\n", .network, "The proxy's answer is not HTTP/1.1."),
            ("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n", .network, "The proxy sent bytes ahead of the upstream."),
            (String(repeating: "x", count: 17 * 1024), .network, "The proxy's answer is too large."),
            (String(repeating: "HTTP/1.1 100 \r\n\r\n", count: 1000), .network, "The proxy's answer is too large."),
            ("", .network, "The proxy closed the connection."),
        ]
    )
    func refused(_ answer: String, _ kind: UpstreamFailure.Kind, _ message: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            guard !answer.isEmpty else { return }
            try await peer.send(answer)
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let proxy = "http://user:secret@127.0.0.1:\(server.port)"
            let failure = try await TransportUnderTest(environment: ["HTTP_PROXY": proxy])
                .failure(80, base: "http://upstream.test")
            #expect(failure?.kind == kind)
            #expect(failure?.message == message)
            #expect(server.log.entries.requests.count == 1)
        }
    }

    @Test("TLS goes through the tunnel, with the upstream's name")
    func tls() async throws {
        // The proxy's part is played by a tunnel to the TLS server.
        try await RawServer.run(tls: TestCertificates.server) { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (upstream: RawServer) async throws in
            try await RawServer.run { peer in
                _ = await peer.request()
                try await peer.send("HTTP/1.1 200 OK\r\n\r\n")
                try await peer.relay(to: upstream.port)
            } test: { (proxy: RawServer) async throws in
                let transport = TransportUnderTest(
                    environment: ["https_proxy": "127.0.0.1:\(proxy.port)"],
                    trustRoots: try TestCertificates.trustRoots
                )
                #expect(try await transport.answer(443, base: "https://upstream.test").body == "ok")
                let connect = "CONNECT upstream.test:443 HTTP/1.1\r\n"
                #expect(proxy.log.entries.requests.first?.hasPrefix(connect) == true)
                #expect(upstream.log.entries.requests.count == 1)
            }
        }
    }

    @Test("The lower-case variable comes first, and an empty one counts as none")
    func variables() throws {
        let origin = UpstreamAddress.Origin(isSecure: true, host: "api.test", port: 443)
        func proxy(_ environment: [String: String]) throws -> String? {
            try OutboundProxies(environment: environment).proxy(for: origin).map { "\($0)" }
        }
        #expect(try proxy([:]) == nil)
        #expect(try proxy(["HTTP_PROXY": "http://a:1"]) == nil)
        #expect(try proxy(["HTTPS_PROXY": "http://a:1"]) == "a:1")
        #expect(try proxy(["HTTPS_PROXY": "http://a:1", "https_proxy": "http://b:2"]) == "b:2")
        #expect(try proxy(["HTTPS_PROXY": "http://a:1", "https_proxy": ""]) == nil)
        #expect(try proxy(["HTTPS_PROXY": "HTTP://[::2]:8/"]) == "::2:8")
        #expect(try proxy(["HTTPS_PROXY": "proxy.test"]) == "proxy.test:80")
    }

    @Test(
        "A proxy that cannot be used is never gone round",
        arguments: ["socks5://a:1", "https://a:1", "http://", "a b"]
    )
    func unusable(_ value: String) throws {
        let origin = UpstreamAddress.Origin(isSecure: true, host: "api.test", port: 443)
        #expect(throws: UpstreamFailure(.misconfigured, "HTTPS_PROXY is not of the form http://host:port.")) {
            try OutboundProxies(environment: ["HTTPS_PROXY": value]).proxy(for: origin)
        }
    }

    @Test("What NO_PROXY names is reached directly, and nothing else", arguments: destinations)
    func exceptions(_ list: String, _ host: String, _ isDirect: Bool) throws {
        let proxies = OutboundProxies(environment: ["HTTP_PROXY": "http://proxy.test:1", "NO_PROXY": list])
        let origin = UpstreamAddress.Origin(isSecure: false, host: host, port: 8080)
        #expect(try (proxies.proxy(for: origin) == nil) == isDirect)
    }

    private static let destinations: [(String, String, Bool)] = [
        ("", "api.test", false), ("*", "api.test", true),
        ("api.test", "api.test", true), ("API.test", "api.test", true), ("api.test", "eu.api.test", true),
        ("api.test", "myapi.test", false), (".api.test", "api.test", true), ("*.api.test", "eu.api.test", true),
        ("other.test, api.test", "api.test", true), ("other.test api.test", "api.test", true),
        ("api.test:8080", "api.test", true), ("api.test:443", "api.test", false),
        ("10.0.0.0/8", "10.1.2.3", true), ("10.0.0.0/8", "11.1.2.3", false), ("10.0.0.0/8", "10.test", false),
        ("10.1.2.0/23", "10.1.3.9", true), ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3:443", "10.1.2.3", false),
        ("2001:db8::/32", "2001:db8:1::1", true), ("2001:db8::/32", "2001:db9::1", false),
        // This machine and its link, whatever the variables say.
        ("", "localhost", true), ("", "127.0.0.2", true), ("", "::1", true), ("", "169.254.169.254", true),
        ("", "fd00:ec2::254", true), ("", "fe80::1", true), ("", "localhost.test", false),
    ]

    @Test("A proxy's description holds no credentials")
    func secrets() throws {
        let proxy = try #require(OutboundProxy("http://user:secret@proxy.test:3128"))
        #expect(proxy.authorization == "Basic dXNlcjpzZWNyZXQ=")
        var dumped = ""
        dump(proxy, to: &dumped)
        #expect(!"\(proxy) \(String(reflecting: proxy)) \(dumped)".contains("dXNlcjpzZWNyZXQ"))
    }

    @Test(
        "A name without a password, and an empty one, are sent as such",
        arguments: [("user", "dXNlcjo="), (":", "Og==")]
    )
    func halfCredentials(_ user: String, _ encoded: String) {
        #expect(OutboundProxy("http://\(user)@proxy.test:1")?.authorization == "Basic \(encoded)")
    }
}
