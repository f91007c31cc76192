import Foundation
import Testing

/// Signatures computed by botocore with a fixed clock and the published example keys.
struct SigV4Vectors: Decodable {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        struct Credentials: Decodable { let accessKeyId, secretAccessKey: String; let sessionToken: String? }
        struct Request: Decodable {
            let method, url: String
            let headers: [String: String]
            let body_utf8: String?
        }
        struct Expected: Decodable {
            let payloadSha256, canonicalUri, canonicalQueryString, canonicalHeaders, signedHeaders: String
            let canonicalRequest, canonicalRequestSha256, credentialScope, stringToSign: String
            let kDate, kRegion, kService, kSigning, signature, authorization: String
            let addedHeaders: [String: String]
        }
        let name, region, service, signingTime: String
        let credentials: Credentials
        let request: Request
        let expected: Expected
        var testDescription: String { name }
    }

    let vectors: [Vector]

    static func load() throws -> [Vector] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = tests.appending(path: "Fixtures/vectors/sigv4.json")
        return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)).vectors
    }
}
