import NIOHTTP1

/// Writes the head of an HTTP/1.1 response, and the framing of chunked bodies.
struct ResponseHead {
    let status: Int
    var headers: [(name: String, value: String)]

    /// A head with the lines that all responses have; `epochSeconds` makes the `Date`, by which clients mend their clocks.
    init(status: Int, requestID: String, epochSeconds: Int64, keepsAlive: Bool, vendor: Vendor) {
        self.status = status
        headers = [
            ("Date", WallClock.httpDate(epochSeconds)),
            (Self.requestIDHeader(vendor), requestID),
            ("Connection", keepsAlive ? "keep-alive" : "close"),
        ]
    }

    private static func requestIDHeader(_ vendor: Vendor) -> String {
        switch vendor {
        case .bedrock: "x-amzn-RequestId"
        case .anthropic: "request-id"
        case .openRouter: "X-Generation-Id"
        case .openAI, .groq, .cerebras, .compatible: "x-request-id"
        }
    }

    func adding(_ name: String, _ value: String) -> ResponseHead {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }

    var bytes: [UInt8] {
        let reason = HTTPResponseStatus(statusCode: status).reasonPhrase
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) \(reason)\r\n\(lines)\r\n".utf8)
    }

    static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    static let lastChunk = Array("0\r\n\r\n".utf8)
}
