import Testing

@testable import SimulatedUpstream

@Suite("Time and connections")
struct ConnectionTests {
    @Test(
        "A stall holds the stream until its gate opens",
        arguments: [StreamPoint.beforeHead, .beforeFirstEvent, .afterFirstDelta]
    )
    func gate(_ point: StreamPoint) async throws {
        let gate = ScriptGate()
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            upstream.enqueue(.fault(.stall(at: point, .gate(gate))), for: TestRequest.model)
            try await client.send(TestRequest().bytes)
            try await upstream.waitForStalls(count: 1)
            let writes = upstream.answers[0].writes.map(\.kind)
            gate.open()
            let bytes = try await client.received { (try? WireAnswer($0))?.isComplete ?? false }
            try await upstream.waitUntilIdle()

            let expected: [StreamPoint: [String]] = [
                .beforeHead: [],
                .beforeFirstEvent: ["head"],
                .afterFirstDelta: ["head", "message_start", "content_block_start", "content_block_delta"],
            ]
            #expect(writes == expected[point])
            #expect(try WireAnswer(bytes).kinds.last == "message_stop")
            #expect(upstream.answers[0].outcome == .finished)
            #expect(upstream.counters.stalledAnswers == 0)
        }
    }

    @Test(
        "A client that goes while the upstream is silent is noticed, with the time",
        arguments: [StreamPoint.beforeHead, .afterFirstDelta]
    )
    func silentCancellation(_ point: StreamPoint) async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            upstream.enqueue(.fault(.stall(at: point)), for: TestRequest.model)
            try await client.send(TestRequest().bytes)
            try await upstream.waitForStalls(count: 1)
            let before = SimulatedUpstream.now
            try await client.close()
            try await upstream.waitForPeerClosures(count: 1)
            try await upstream.waitUntilIdle()

            let closure = try #require(upstream.closures.last)
            #expect(closure.side == .peer && closure.duringAnswer == 0)
            #expect(closure.at >= before && closure.at <= SimulatedUpstream.now)
            #expect(upstream.answers[0].outcome == .peerClosed)
            #expect(upstream.counters.abandonedAnswers == 1)
            #expect(upstream.counters.stalledAnswers == 0 && upstream.counters.openAnswers == 0)
        }
    }

    @Test("A slow reader holds a 20 MB answer back instead of filling memory")
    func backPressure() async throws {
        let size = 20 * 1_024 * 1_024
        var settings = SimulatedUpstream.Settings(sendBufferBytes: 64 * 1_024)
        settings.rules = .none
        try await SimulatedUpstream.runningUnsigned(settings) { upstream, client in
            upstream.setDefaultBehaviour(.answer(.filler(bytes: size, deltaLength: 16 * 1_024)))
            try await client.stopReading()
            try await client.send(TestRequest().bytes)
            try await upstream.waitForRequests(count: 1)
            // Until nothing moves any more, over many turns of the event loop that both connections share.
            var (written, unchanged) = (0, 0)
            let other = try await RawClient.connect(port: upstream.port)
            while unchanged < 20 {
                _ = try await other.exchange(.to(.countTokens))
                let now = upstream.answers[0].bytesWritten
                unchanged = now > 0 && now == written ? unchanged + 1 : 0
                written = now
            }
            try await other.close()
            #expect(written > 64 * 1_024 && written < size / 2, "\(written)")

            try await client.startReading()
            let bytes = try await client.received {
                $0.count > size && $0[($0.count - 7)...].elementsEqual([13, 10, 48, 13, 10, 13, 10])
            }
            try await upstream.waitUntilIdle()
            #expect(try WireAnswer(bytes).isComplete)
        }
    }

    @Test("A 20 MB answer also comes whole")
    func largeWhole() async throws {
        let size = 20 * 1_024 * 1_024
        try await SimulatedUpstream.runningUnsigned(.init(rules: .none)) { upstream, client in
            upstream.setDefaultBehaviour(.answer(.filler(bytes: size)))
            try await client.send(TestRequest.to(.invoke).bytes)
            let bytes = try await client.received { $0.count > size && $0.last == UInt8(ascii: "}") }
            #expect(try WireAnswer(bytes).json?["content"]?[0]?["text"]?.string?.utf8.count == size)
        }
    }

    @Test("A drip sends every byte by itself and all of them")
    func drip() async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            upstream.enqueue(.answer(Answer.text("drop").paced(.drip(every: .zero))), for: TestRequest.model)
            let answer = try await client.exchange(TestRequest())
            try await upstream.waitUntilIdle()

            #expect(try answer.joined("text") == "drop")
            #expect(upstream.answers[0].writes.allSatisfy { $0.bytes == 1 })
        }
    }

    @Test("Frames can share a chunk, and gaps lie between events")
    func pacing() async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            let pacing = AnswerPacing(betweenEvents: .milliseconds(2), framesPerChunk: 3)
            upstream.enqueue(.answer(Answer.stock.paced(pacing)), for: TestRequest.model)
            let answer = try await client.exchange(TestRequest())
            try await upstream.waitUntilIdle()

            let events = try answer.kinds.count
            let writes = upstream.answers[0].writes.filter { $0.kind != "head" && $0.kind != "end" }
            #expect(writes.count == (events + 2) / 3)
            let gaps = zip(writes, writes.dropFirst()).map { $1.at - $0.at }
            #expect(gaps.dropLast().allSatisfy { $0 >= 2_000_000 })
        }
    }

    @Test(
        "A kept-alive connection is dropped when its next request arrives; a fresh one is not",
        arguments: [SimulatedUpstream.Drop.close, .reset]
    )
    func keepAliveRace(_ drop: SimulatedUpstream.Drop) async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            _ = try await client.exchange(TestRequest())
            upstream.dropReusedConnections(by: drop)
            try await client.send(TestRequest().bytes)
            let bytes = try await client.receivedUntilClosed()
            let other = try await RawClient.connect(port: upstream.port)
            let fresh = try await other.exchange(TestRequest())

            #expect(try WireAnswer(bytes).rest.isEmpty)
            #expect(client.ending == (drop == .reset ? .reset : .orderly))
            #expect(fresh.status == 200)
            #expect(upstream.counters.droppedOnReuse == 1)
            #expect(upstream.counters.requests == 2)
            #expect(upstream.closures.first?.side == .upstream)
            try await other.close()
        }
    }

    @Test("Idle connections can be closed from the upstream's side")
    func idleClose() async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            _ = try await client.exchange(TestRequest())
            try await upstream.waitUntilIdle()
            upstream.closeIdleConnections()
            _ = try await client.receivedUntilClosed()
            try await upstream.wait { $0.openConnections == 0 }

            #expect(client.ending == .orderly)
            #expect(upstream.counters.connectionsClosedByPeer == 0)
        }
    }

    @Test("A request that asks for it is the last of its connection")
    func connectionClose() async throws {
        try await SimulatedUpstream.runningUnsigned { _, client in
            let request = TestRequest().adding("Connection", "close")
            try await client.send(request.bytes)
            let answer = try WireAnswer(try await client.receivedUntilClosed())

            #expect(answer.isComplete && answer.headers["connection"] == "close")
            #expect(client.ending == .orderly)
        }
    }

    @Test("Token counts break as other answers do")
    func brokenCount() async throws {
        try await SimulatedUpstream.runningUnsigned(.init(rules: .none)) { upstream, client in
            upstream.enqueueCountTokens(.fault(.reset(at: .beforeHead)), for: TestRequest.model)
            try await client.send(TestRequest.to(.countTokens).bytes)

            #expect(try await client.receivedUntilClosed().isEmpty)
            #expect(client.ending == .reset)
        }
    }

    @Test("Only the newest requests are kept")
    func recordLimit() async throws {
        try await SimulatedUpstream.runningUnsigned(.init(recordedRequestLimit: 3)) { upstream, client in
            for _ in 0..<5 { _ = try await client.exchange(TestRequest()) }
            try await upstream.waitUntilIdle()

            #expect(upstream.requests.map(\.sequence) == [2, 3, 4])
            #expect(upstream.answers.map(\.outcome) == [.finished, .finished, .finished])
            #expect(upstream.counters.requests == 5)
            #expect(upstream.answer(to: 3)?.writes.last?.kind == "end")
        }
    }

    @Test("A wait that comes to nothing ends with the counters; one that is cancelled ends at once")
    func waits() async throws {
        try await SimulatedUpstream.running { upstream in
            await #expect(throws: WaitTimeout.self) {
                try await upstream.waitForRequests(count: 1, within: .milliseconds(1))
            }
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: CancellationError.self) {
                        try await upstream.waitForRequests(count: 1, within: .seconds(60))
                    }
                }
                group.cancelAll()
            }
        }
    }

    @Test("Stopping ends stalled answers, closes connections and frees the port")
    func stop() async throws {
        let upstream = try await SimulatedUpstream.start(.init(rules: .none))
        upstream.setDefaultBehaviour(.fault(.stall(at: .beforeHead)))
        let client = try await RawClient.connect(port: upstream.port)
        try await client.send(TestRequest().bytes)
        try await upstream.waitForStalls(count: 1)
        try await upstream.stop()
        _ = try await client.receivedUntilClosed()

        #expect(upstream.counters.openConnections == 0)
        #expect(upstream.answers[0].outcome == .stopped)
        let next = try await SimulatedUpstream.start(port: upstream.port)
        #expect(next.port == upstream.port)
        try await next.stop()
    }
}
