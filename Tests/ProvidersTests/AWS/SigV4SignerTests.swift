import Crypto
import HTTPTypes
import NIOCore
import Testing

@testable import Providers

@Suite("Signature Version 4")
struct SigV4SignerTests {
    @Test("Every step of every vector is reproduced", arguments: try SigV4Vectors.load())
    func vectors(_ vector: SigV4Vectors.Vector) throws {
        let expected = vector.expected
        let call = try Call(vector)

        let result = SigV4Signer().signature(
            method: call.method,
            address: call.address,
            headers: call.headers,
            body: call.body,
            credentials: call.credentials,
            scope: call.scope,
            timestamp: vector.signingTime
        )

        #expect(result.payloadHash == expected.payloadSha256)
        #expect(result.request.uri == expected.canonicalUri)
        #expect(result.request.query == expected.canonicalQueryString)
        #expect(result.request.headers == expected.canonicalHeaders)
        #expect(result.request.signedHeaders == expected.signedHeaders)
        #expect(result.request.text == expected.canonicalRequest)
        #expect(result.stringToSign == expected.stringToSign)
        #expect(result.stringToSign.hasSuffix("\n" + expected.canonicalRequestSha256))
        #expect(result.signature == expected.signature)
        #expect(result.authorization == expected.authorization)
    }

    @Test("Every derived key of every vector is reproduced", arguments: try SigV4Vectors.load())
    func keys(_ vector: SigV4Vectors.Vector) throws {
        let scope = SigV4Scope(region: vector.region, service: vector.service)
        let date = String(vector.signingTime.prefix(8))

        let key = SigV4Key(secret: Secret(vector.credentials.secretAccessKey), date: date, scope: scope)

        #expect(hex(key.date) == vector.expected.kDate)
        #expect(hex(key.region) == vector.expected.kRegion)
        #expect(hex(key.service) == vector.expected.kService)
        #expect(hex(key.signing) == vector.expected.kSigning)
        #expect(scope.credentialScope(date: date) == vector.expected.credentialScope)
    }

    @Test("Signing adds the headers of every vector", arguments: try SigV4Vectors.load())
    func addedHeaders(_ vector: SigV4Vectors.Vector) throws {
        let call = try Call(vector)
        var signing = call.headers
        signing[.amzDate] = nil
        signing[.amzSecurityToken] = nil
        let time = try #require(UTCTime(iso8601: vector.extendedTime)).epochSeconds

        let added = try SigV4Signer().headers(
            method: call.method,
            url: vector.request.url,
            signing: signing,
            body: call.body,
            credentials: call.credentials,
            scope: call.scope,
            time: time
        )

        var expected = HTTPFields()
        for (name, value) in vector.expected.addedHeaders { expected[try #require(HTTPField.Name(name))] = value }
        expected[.authorization] = vector.expected.authorization
        #expect(Set(added.map(\.description)) == Set(expected.map(\.description)))
    }

    @Test("Only the headers that nobody else changes are signed")
    func fewHeaders() throws {
        var request = UpstreamRequest.sample
        request.headers[.accept] = "application/json"
        request.headers[.literal("X-Amzn-Bedrock-Service-Tier")] = "flex"

        try SigV4Signer().sign(&request, with: .temporary, for: .bedrock, at: 1_768_469_445)

        let signed = "content-type;host;x-amz-date;x-amz-security-token;x-amzn-bedrock-service-tier"
        #expect(request.headers[.authorization]?.contains("SignedHeaders=\(signed), ") == true)
        #expect(request.headers[.amzDate] == "20260115T093045Z")
        #expect(request.headers[.accept] == "application/json")
    }

    @Test("Signing again replaces the earlier signature and drops a token that is no longer used")
    func signsAgain() throws {
        var request = UpstreamRequest.sample
        var fresh = request
        let signer = SigV4Signer()

        try signer.sign(&request, with: .temporary, for: .bedrock, at: 1_768_469_445)
        try signer.sign(&request, with: .permanent, for: .bedrock, at: 1_768_469_446)
        try signer.sign(&fresh, with: .permanent, for: .bedrock, at: 1_768_469_446)

        #expect(request.headers == fresh.headers)
        #expect(request.headers[.amzSecurityToken] == nil)
    }

    @Test("A body is hashed from the reader index on")
    func readableBytes() throws {
        var whole = UpstreamRequest.sample
        var moved = whole
        moved.body = ByteBuffer(string: "xx{}")
        moved.body.moveReaderIndex(forwardBy: 2)

        try SigV4Signer().sign(&whole, with: .permanent, for: .bedrock, at: 0)
        try SigV4Signer().sign(&moved, with: .permanent, for: .bedrock, at: 0)

        #expect(whole.headers == moved.headers)
    }

    @Test("An address without a host is refused", arguments: ["", "/model/x", "ftp://a/", "https://", "https://u@h/"])
    func badAddress(_ url: String) {
        var request = UpstreamRequest.sample
        request.url = url

        #expect(throws: UpstreamFailure.self) {
            try SigV4Signer().sign(&request, with: .permanent, for: .bedrock, at: 0)
        }
    }

    @Test("The table of keys stays within its limit and gives the same key again")
    func keyCache() {
        let cache = SigV4KeyCache()
        let scope = SigV4Scope(region: "us-east-1", service: "bedrock")
        for index in 0..<(3 * SigV4KeyCache.limit) {
            _ = cache.key(secret: Secret("secret \(index)"), date: "20260115", scope: scope)
            #expect(cache.count <= SigV4KeyCache.limit)
        }

        let first = cache.key(secret: Secret("same"), date: "20260115", scope: scope)
        let second = cache.key(secret: Secret("same"), date: "20260115", scope: scope)

        #expect(hex(first.signing) == hex(second.signing))
        #expect(cache.count <= SigV4KeyCache.limit)
    }

    private func hex(_ key: SymmetricKey) -> String { key.withUnsafeBytes { LowercaseHex.text($0) } }
}

/// The arguments of one vector in the signer's types; headers hold date and token already.
private struct Call {
    let method: HTTPRequest.Method
    let address: WireAddress
    let headers: HTTPFields
    let body: ByteBuffer
    let credentials: AWSCredentials
    let scope: SigV4Scope

    init(_ vector: SigV4Vectors.Vector) throws {
        method = try #require(HTTPRequest.Method(vector.request.method))
        address = try #require(WireAddress(vector.request.url))
        body = ByteBuffer(string: vector.request.body_utf8 ?? "")
        scope = SigV4Scope(region: vector.region, service: vector.service)
        credentials = AWSCredentials(
            accessKeyID: vector.credentials.accessKeyId,
            secretAccessKey: Secret(vector.credentials.secretAccessKey),
            sessionToken: vector.credentials.sessionToken.map(Secret.init),
            expiration: nil,
            source: .settings
        )
        var headers = HTTPFields()
        for (name, value) in vector.request.headers { headers[try #require(HTTPField.Name(name))] = value }
        headers[.amzDate] = vector.signingTime
        headers[.amzSecurityToken] = vector.credentials.sessionToken
        self.headers = headers
    }
}

extension SigV4Vectors.Vector {
    /// `20260115T093045Z` as `2026-01-15T09:30:45Z`.
    fileprivate var extendedTime: String {
        let digits = Array(signingTime)
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
    }
}

extension SigV4Scope {
    fileprivate static let bedrock = SigV4Scope(region: "us-west-2", service: "bedrock")
}

extension UpstreamRequest {
    fileprivate static let sample = UpstreamRequest(
        method: .post,
        url: "https://bedrock-runtime.us-west-2.amazonaws.com/model/anthropic.claude%3A0/invoke",
        headers: [.contentType: "application/json"],
        body: ByteBuffer(string: "{}")
    )
}

extension AWSCredentials {
    fileprivate static let permanent = AWSCredentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: Secret("example"),
        sessionToken: nil,
        expiration: nil,
        source: .settings
    )
    fileprivate static let temporary = AWSCredentials(
        accessKeyID: "ASIAEXAMPLE",
        secretAccessKey: Secret("example"),
        sessionToken: Secret("token"),
        expiration: 2_000_000_000,
        source: .sso
    )
}
