import Testing

@testable import Server

@Suite("Addresses of upstreams")
struct UpstreamAddressTests {
    @Test("An address is split and its bytes are kept", arguments: split)
    func splits(_ url: String, _ origin: UpstreamAddress.Origin, _ authority: String, _ target: String) throws {
        let address = try #require(UpstreamAddress(url))
        #expect(address.origin == origin)
        #expect(address.authority == authority)
        #expect(address.target == target)
    }

    private static let split: [(String, UpstreamAddress.Origin, String, String)] = [
        ("http://a", .init(isSecure: false, host: "a", port: 80), "a", "/"),
        ("https://A.test/v1?b=%2f#c", .init(isSecure: true, host: "a.test", port: 443), "A.test", "/v1?b=%2f"),
        ("HTTPS://a:443/", .init(isSecure: true, host: "a", port: 443), "a", "/"),
        ("http://a:443/x//y/../z", .init(isSecure: false, host: "a", port: 443), "a:443", "/x//y/../z"),
        ("http://a?b", .init(isSecure: false, host: "a", port: 80), "a", "/?b"),
        ("http://[::1]:8080/x", .init(isSecure: false, host: "::1", port: 8080), "[::1]:8080", "/x"),
        ("https://[FE80::1]", .init(isSecure: true, host: "fe80::1", port: 443), "[FE80::1]", "/"),
        ("http://a:/x", .init(isSecure: false, host: "a", port: 80), "a", "/x"),
    ]

    @Test(
        "Anything else is refused",
        arguments: [
            "", "a", "//a", "ftp://a", "http:/a", "http//a", "http://", "http:///x", "http://:80", "http://a:0",
            "http://a:65536", "http://a:x", "http://user@a", "http://a b", "http://a/b c", "http://a/\r\nx: y",
            "http://a/ä", "http://[::1", "http://[::1]x", "http://a[b",
        ]
    )
    func refuses(_ url: String) { #expect(UpstreamAddress(url) == nil) }
}
