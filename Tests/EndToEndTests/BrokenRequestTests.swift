import NIOCore
import NIOPosix
import Server
import Testing

@Suite("Requests that are no HTTP, end to end")
struct BrokenRequestTests {
    private static let start = "GET /health HTTP/1.1\r\nHost: localhost\r\n"
    private static let broken: [(String, String)] = [
        (start + (0..<3000).map { "X-\($0): 1\r\n" }.joined() + "\r\n", "431"),
        (start + "X: " + String(repeating: "a", count: 200_000) + "\r\n\r\n", "431"),
        (start + "X : 1\r\n\r\n" + String(repeating: "z", count: 300_000), "400"),
        (start + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + String(repeating: "z", count: 300_000), "400"),
    ]

    @Test("The client is told, whatever it sends after that", .timeLimit(.minutes(1)))
    func told() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            for (request, status) in Self.broken {
                // Which comes first, the answer or more of the request, is different each time.
                for _ in 0..<20 {
                    let answer = try await Self.answer(to: request, port: proxy.addresses.port)
                    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
                    #expect(answer.contains("invalid_request_error"))
                }
            }
        }
    }

    /// All that comes until the server closes; throws when it resets the connection.
    private static func answer(to request: String, port: Int) async throws -> String {
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var answer = ""
            for try await bytes in inbound { answer += String(buffer: bytes) }
            return answer
        }
    }
}
