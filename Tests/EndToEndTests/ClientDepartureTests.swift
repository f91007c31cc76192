import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Server
import SimulatedUpstream
import Testing

@Suite("A client that leaves, end to end", .serialized)
struct ClientDepartureTests {
    @Test(
        "The upstream request is cancelled, also while the upstream is silent",
        arguments: [StreamPoint.beforeHead, .beforeFirstEvent, .afterFirstDelta]
    )
    func cancelled(_ silentAt: StreamPoint) async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            proxy.upstream.setDefaultBehaviour(.fault(.stall(at: silentAt)))
            let client = HTTPClient(eventLoopGroupProvider: .singleton)
            var request = HTTPClientRequest(url: proxy.baseURL + "/v1/messages")
            request.method = .POST
            request.body = .bytes(ByteBuffer(string: MessagesClient.body()))
            let outgoing = request

            let left = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let response = try await client.execute(outgoing, timeout: .seconds(60))
                    for try await _ in response.body {}
                }
                try await proxy.upstream.waitForStalls(count: 1)
                let left = SimulatedUpstream.now
                group.cancelAll()
                return left
            }
            try await proxy.upstream.waitForPeerClosures(count: 1)

            let closed = try #require(proxy.upstream.closures.first)
            #expect(closed.side == .peer)
            // 100 ms is the promise; the rest is for a machine that does other things as well.
            #expect(Int(closed.at) - Int(left) < 500_000_000)
            try await client.shutdown()
        }
    }

    @Test("No upstream connection is left over when many clients leave at random")
    func many() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let slow = Answer.text(String(repeating: "word ", count: 200))
                .paced(AnswerPacing(betweenEvents: .milliseconds(5)))
            proxy.upstream.setDefaultBehaviour(.answer(slow))
            let client = HTTPClient(eventLoopGroupProvider: .singleton)

            await withTaskGroup(of: Void.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        var request = HTTPClientRequest(url: proxy.baseURL + "/v1/messages")
                        request.method = .POST
                        request.body = .bytes(ByteBuffer(string: MessagesClient.body()))
                        guard let response = try? await client.execute(request, timeout: .seconds(60)) else { return }
                        var pieces = 0
                        var body = response.body.makeAsyncIterator()
                        while pieces < number, (try? await body.next()) != nil { pieces += 1 }
                    }
                }
            }
            try await client.shutdown()
            try await proxy.upstream.waitUntilIdle()

            #expect(proxy.upstream.counters.openAnswers == 0)
        }
    }

    @Test("A connection serves one request after another")
    func keepAlive() async throws {
        try await RunningProxy.running { (proxy: RunningProxy) async throws in
            let client = MessagesClient(proxy)
            for _ in 0..<200 { #expect(try await client.post(MessagesClient.body(stream: false)).status == 200) }
        }
    }
}
