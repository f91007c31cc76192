import HTTPTypes
import MessagesAPI
import Testing

@testable import Server

@Suite("The gate of both ports")
struct AccessGateTests {
    private let gate = AccessGate(keys: [], hosts: ["localhost", "127.0.0.1", "::1"])

    private func isAdmitted(host: String, origin: String? = nil) -> Bool {
        var head = HTTPRequest(method: .post, scheme: "http", authority: host, path: "/")
        if let origin { head.headerFields[.origin] = origin }
        return (try? gate.check(head, isOpen: true, changesState: true)) != nil
    }

    @Test(
        "A host is a name or an address, with a port or without",
        arguments: ["localhost", "LocalHost:8501", "127.0.0.1:1", "[::1]", "[::1]:65535"]
    )
    func hosts(host: String) { #expect(isAdmitted(host: host)) }

    @Test(
        "What only looks like one of our names is none",
        arguments: [
            "localhost:8501@evil.example", "[::1]evil.example", "[::1]:8501evil", "localhost:", "localhost:x",
            "localhost:99999", "localhost:+1", "localhost:80:80", "localhost/evil.example", "user@localhost", "[::1",
            "[localhost]", "[]", "", ":8501", "localhost.", "localhost evil.example", "evil.example",
            "local\u{212A}host",
        ]
    )
    func foreignHosts(host: String) { #expect(!isAdmitted(host: host)) }

    @Test("An origin is compared whole")
    func origins() {
        let host = "localhost:8501"
        for origin in ["http://localhost:8501", "https://localhost:8501", "HTTP://LocalHost:8501"] {
            #expect(isAdmitted(host: host, origin: origin), "\(origin)")
        }
        let foreign = [
            "https://x/localhost:8501", "http://localhost:8501/", "localhost:8501", "http://localhost", "null", "",
            "ftp://localhost:8501", "http://evil.example", "http://localhost:8501@evil.example",
        ]
        for origin in foreign { #expect(!isAdmitted(host: host, origin: origin), "\(origin)") }
    }
}
