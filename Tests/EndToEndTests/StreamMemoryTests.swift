import AsyncHTTPClient
import EndToEndSupport
import Foundation
import NIOCore
import NIOHTTP1
import SimulatedUpstream
import Testing

/// Where the system tells how much of a process is in memory.
#if os(Linux)
@Suite("Memory of open streams, end to end")
struct StreamMemoryTests {
    @Test("A stream that has begun holds nothing of its request's body")
    func released() async throws {
        let start = [
            #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x"}}"#,
        ].flatMap { SimulatedFrame.chunk($0).encoded }
        let upstream = try await RawUpstream.start { _, _ in RawUpstream.Reply(body: start, missingBytes: 1) }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let proxy = try await ProxyProcess.start(in: folder, endpoint: upstream.baseURL)
        let body = MessagesClient.body(text: String(repeating: "x", count: 1_000_000))

        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        let client = HTTPClient(configuration: configuration)
        defer { client.shutdown { _ in } }

        // The first ones also fill what the process keeps for good.
        let first = try await Self.open(4, body, proxy, client)
        let before = try Self.residentBytes(of: proxy)
        let more = try await Self.open(24, body, proxy, client)
        let growth = try Self.residentBytes(of: proxy) - before

        #expect(growth < 8_000_000, "24 streams of a request of 1 MB each")
        withExtendedLifetime((first, more)) {}
        _ = await proxy.end(SIGKILL)
        try await upstream.stop()
    }

    /// Begins streams one after another, each when the last has given something.
    private static func open(
        _ count: Int,
        _ body: String,
        _ proxy: ProxyProcess,
        _ client: HTTPClient
    ) async throws -> [HTTPClientResponse.Body.AsyncIterator] {
        var request = HTTPClientRequest(url: proxy.client.baseURL + "/v1/messages")
        request.method = .POST
        request.body = .bytes(ByteBuffer(string: body))
        var streams: [HTTPClientResponse.Body.AsyncIterator] = []
        for _ in 0..<count {
            var stream = try await client.execute(request, timeout: .seconds(60)).body.makeAsyncIterator()
            #expect(try await stream.next() != nil)
            streams.append(stream)
        }
        return streams
    }

    private static func residentBytes(of proxy: ProxyProcess) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(proxy.process.processIdentifier)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(Int(line.split(whereSeparator: { $0 == " " || $0 == "\t" })[1])) * 1024
    }
}
#endif
