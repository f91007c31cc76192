@testable import SimulatedUpstream

/// A response as it came over the wire, taken apart.
struct WireAnswer {
    struct Malformed: Error {}

    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    /// Chunked framing undone.
    let body: [UInt8]
    /// Whether the body came to the end that its framing promised.
    let isComplete: Bool
    /// Bytes of a response that follows.
    let rest: [UInt8]

    init(_ bytes: [UInt8]) throws {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = bytes.firstRange(of: blank) else { throw Malformed() }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let code = lines.first?.split(separator: " ").dropFirst().first, let status = Int(code) else {
            throw Malformed()
        }
        self.status = status
        headers = Dictionary(
            lines.dropFirst().map { line in
                let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
                return (parts[0].lowercased(), String(parts[1].drop { $0 == " " }))
            },
            uniquingKeysWith: { first, _ in first }
        )
        let after = Array(bytes[end.upperBound...])
        if let length = headers["content-length"].flatMap({ Int($0) }) {
            (body, isComplete, rest) = (
                Array(after.prefix(length)), after.count >= length, Array(after.dropFirst(length))
            )
        } else {
            (body, isComplete, rest) = try Self.unchunked(after)
        }
    }

    private static func unchunked(_ bytes: [UInt8]) throws -> ([UInt8], Bool, [UInt8]) {
        var body: [UInt8] = []
        var rest = bytes[...]
        while let line = rest.firstRange(of: [13, 10]) {
            guard let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) else {
                throw Malformed()
            }
            let data = rest[line.upperBound...]
            body += data.prefix(size)
            guard data.count >= size + 2 else { return (body, false, []) }
            rest = data.dropFirst(size + 2)
            if size == 0 { return (body, true, Array(rest)) }
        }
        return (body, false, [])
    }

    /// The frames of the body.
    var frames: [SimulatedFrame] { get throws { try FrameReader.frames(in: body) } }

    /// The inner events of the body.
    var events: [ParsedJSON] { get throws { try frames.compactMap(\.inner) } }

    var kinds: [String] { get throws { try events.map { $0["type"]?.string ?? "?" } } }

    /// The deltas of one kind, joined.
    func joined(_ field: String) throws -> String { try events.compactMap { $0["delta"]?[field]?.string }.joined() }

    var json: ParsedJSON? { ParsedJSON(body) }
}

extension RawClient {
    /// Sends a request and reads one whole answer, or what comes of it before the peer closes.
    func exchange(_ request: TestRequest) async throws -> WireAnswer {
        let before = try await received { _ in true }.count
        try await send(request.bytes)
        let bytes = try await received { (try? WireAnswer(Array($0.dropFirst(before))))?.isComplete ?? false }
        return try WireAnswer(Array(bytes.dropFirst(before)))
    }
}

extension SimulatedUpstream {
    /// An upstream that asks for no signature, as most tests are about something else.
    static func runningUnsigned(
        _ settings: Settings = Settings(),
        _ body: (SimulatedUpstream, RawClient) async throws -> Void
    ) async throws {
        var settings = settings
        settings.rules.remove(.authorization)
        try await running(settings) { upstream in
            let client = try await RawClient.connect(port: upstream.port)
            try await body(upstream, client)
            try? await client.close()
        }
    }
}
