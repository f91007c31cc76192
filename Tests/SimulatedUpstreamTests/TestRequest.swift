import Crypto

@testable import SimulatedUpstream

/// A request on the wire, and how to sign it: written for the tests, apart from the verifier that they test.
struct TestRequest {
    static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

    var method = "POST"
    var uri = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream"
    var headers: [(name: String, value: String)] = [("Host", "127.0.0.1"), ("Content-Type", "application/json")]
    var body = Array(
        #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":64,"messages":[{"role":"user","content":"Hi"}]}"#.utf8
    )

    /// A request for an operation with another body.
    static func to(_ operation: UpstreamOperation, model: String = Self.model, body: String? = nil) -> TestRequest {
        var request = TestRequest()
        let segment = model.utf8.reduce(into: "") { out, byte in
            let isPlain = byte != UInt8(ascii: ":") && byte != UInt8(ascii: "/")
            out += isPlain ? String(Unicode.Scalar(byte)) : "%" + Hex.encode([byte]).uppercased()
        }
        request.uri = "/model/\(segment)/\(operation.rawValue)"
        if let body { request.body = Array(body.utf8) }
        return request
    }

    func adding(_ name: String, _ value: String) -> TestRequest {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }

    var bytes: [UInt8] {
        let lines = (headers + [("Content-Length", "\(body.count)")]).map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array("\(method) \(uri) HTTP/1.1\r\n\(lines)\r\n".utf8) + body
    }

    /// The request as the upstream records it.
    var recorded: RecordedRequest {
        let path = RequestPath(uri: uri)
        return RecordedRequest(
            sequence: 0,
            connection: 0,
            reusedConnection: false,
            method: method,
            uri: uri,
            modelID: path?.modelID,
            operation: path?.operation,
            headers: headers,
            body: body,
            arrivedAt: 0,
            completedAt: 0,
            requestID: "0"
        )
    }
}
