import HTTPTypes
import Testing

@testable import Providers

@Suite("Canonical request of Signature Version 4")
struct SigV4CanonicalRequestTests {
    @Test(
        "A path is resolved, then encoded once more",
        arguments: [
            ("", "/"), ("/", "/"), ("//", "/"), ("/a//b", "/a/b"), ("/a/./b", "/a/b"), ("/a/../b", "/b"),
            ("/../a", "/a"), ("/a/b/", "/a/b/"), ("/a/..", "/"), ("/a/../", "/"), ("/v1%3A0", "/v1%253A0"),
            ("/v1:0", "/v1%3A0"), ("/%2e/a", "/%252e/a"), ("/a b+c", "/a%20b%2Bc"), ("/é~-._", "/%C3%A9~-._"),
        ]
    )
    func path(_ path: String, _ canonical: String) {
        #expect(SigV4CanonicalRequest.uri(path[...]) == canonical)
    }

    @Test(
        "Query pairs are sorted by name and value, in one spelling",
        arguments: [
            ("", ""), ("b=2&a=1", "a=1&b=2"), ("a=2&a=1", "a=1&a=2"), ("a", "a="), ("a=b=c", "a=b%3Dc"),
            ("x=%7e&y=%2f", "x=~&y=%2F"), ("n=a%2Bb%2Fc%3D%3D", "n=a%2Bb%2Fc%3D%3D"), ("a=1&", "a=1"),
            ("k=a b", "k=a%20b"), ("k=50%", "k=50%25"), ("aa=1&a=2&a-b=3", "a=2&a-b=3&aa=1"), ("B=1&a=2", "B=1&a=2"),
        ]
    )
    func query(_ query: String, _ canonical: String) {
        #expect(SigV4CanonicalRequest.query(query[...]) == canonical)
    }

    @Test("Header values are trimmed and folded, lines of one name are joined, names are sorted")
    func headers() throws {
        var fields = HTTPFields()
        fields.append(HTTPField(name: .literal("X-B"), value: "  two   words\t "))
        fields.append(HTTPField(name: .literal("x-a"), value: "1"))
        fields.append(HTTPField(name: .literal("X-A"), value: " 2 "))
        fields.append(HTTPField(name: .userAgent, value: "client"))
        fields.append(HTTPField(name: .connection, value: "close"))

        let request = SigV4CanonicalRequest(
            method: .get,
            address: try #require(WireAddress("https://h/")),
            headers: fields,
            payloadHash: "hash"
        )

        #expect(request.headers == "host:h\nx-a:1,2\nx-b:two words\n")
        #expect(request.signedHeaders == "host;x-a;x-b")
        #expect(request.text == "GET\n/\n\nhost:h\nx-a:1,2\nx-b:two words\n\nhost;x-a;x-b\nhash")
    }

    @Test(
        "The host header has the port only where it is not the scheme's own",
        arguments: [
            ("https://h", "h"), ("https://h:443/", "h"), ("https://h:80/", "h:80"), ("http://h:80/", "h"),
            ("http://h:443/", "h:443"), ("http://127.0.0.1:8080/a?b#c", "127.0.0.1:8080"), ("HTTP://H/", "H"),
            ("http://[::1]:81/", "[::1]:81"), ("https://[::1]/", "[::1]"), ("https://h?x", "h"), ("https://h:/", "h"),
        ]
    )
    func host(_ url: String, _ header: String) throws {
        #expect(try #require(WireAddress(url)).hostHeader == header)
    }

    @Test(
        "An address that does not name one host is refused",
        arguments: [
            "", "h", "https:///a", "https://a@b/", "https://h:x/", "https://h:70000/", "https://a b/", "file://h/",
        ]
    )
    func refused(_ url: String) {
        #expect(WireAddress(url) == nil)
    }

    @Test("Path and query are kept as written, without the fragment")
    func parts() throws {
        let address = try #require(WireAddress("https://h:1/a%3A/../b?c=%2f&d#e?f"))

        #expect(address.path == "/a%3A/../b")
        #expect(address.query == "c=%2f&d")
        #expect(address.port == 1)
    }
}
