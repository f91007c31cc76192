import Testing

@testable import SimulatedUpstream

@Suite("Faults on a socket")
struct FaultTests {
    /// What one faulty answer looks like from outside.
    private func answer(
        to operation: UpstreamOperation = .invokeWithResponseStream,
        _ fault: Fault
    ) async throws -> (bytes: [UInt8], ending: RawClient.Ending?) {
        var result: (bytes: [UInt8], ending: RawClient.Ending?) = ([], nil)
        // On a loaded machine the client may need a while to read what comes before a reset.
        let settings = SimulatedUpstream.Settings(resetDelay: .milliseconds(250))
        try await SimulatedUpstream.runningUnsigned(settings) { upstream, client in
            upstream.enqueue(.fault(fault), for: TestRequest.model)
            try await client.send(TestRequest.to(operation).bytes)
            let bytes = try await client.received { (try? WireAnswer($0))?.isComplete ?? false }
            result = (bytes, client.ending)
            try await upstream.waitUntilIdle()
        }
        return result
    }

    @Test(
        "Error statuses come with type and message, whatever the operation",
        arguments: [UpstreamOperation.invoke, .invokeWithResponseStream]
    )
    func statuses(_ operation: UpstreamOperation) async throws {
        let responses: [(ErrorResponse, Int)] = [
            (.throttled, 429), (.unavailable, 503), (.internalError, 500), (.modelTimeout, 408), (.accessDenied, 403),
            (.modelNotFound, 404), (.inputTooLong, 400), (.modelError(originalStatusCode: 529), 424),
            (.bodyTooLarge, 413),
        ]
        for (response, status) in responses {
            let answer = try WireAnswer(try await answer(to: operation, .response(response)).bytes)
            #expect(answer.status == status)
            #expect(answer.json?["message"]?.string?.isEmpty == false)
            let type = try #require(response.type)
            #expect(answer.headers["x-amzn-errortype"]?.hasPrefix(type + ":") == true)
        }
        let model = try WireAnswer(try await answer(.response(.modelError(originalStatusCode: 529))).bytes)
        #expect(model.json?["originalStatusCode"]?.integer == 529)
    }

    @Test("A 200 can be empty or a page")
    func oddSuccesses() async throws {
        let empty = try WireAnswer(try await answer(.response(.empty200)).bytes)
        let page = try WireAnswer(try await answer(.response(.html200)).bytes)

        #expect(empty.status == 200 && empty.body.isEmpty)
        #expect(page.status == 200 && page.headers["content-type"] == "text/html")
    }

    @Test("Each exception comes as a frame before or after content, or as a status", arguments: StreamException.all)
    func exceptions(_ exception: StreamException) async throws {
        let before = try WireAnswer(try await answer(.exception(exception)).bytes)
        let after = try WireAnswer(try await answer(.exception(exception, at: .afterFirstDelta)).bytes)
        let head = try WireAnswer(try await answer(.exception(exception, at: .beforeHead)).bytes)
        let whole = try WireAnswer(try await answer(to: .invoke, .exception(exception)).bytes)

        #expect(try before.frames.map { $0.text(":exception-type") } == [exception.type])
        #expect(before.isComplete && after.isComplete)
        #expect(try after.kinds == ["message_start", "content_block_start", "content_block_delta"])
        #expect(try after.frames.last?.text(":message-type") == "exception")
        #expect(head.status >= 400 && whole.status == head.status)
        #expect(head.json?["message"]?.string == exception.message)
    }

    @Test("An error frame has its text in headers")
    func errorFrame() async throws {
        let fault = Fault.breaks(.errorFrame(code: "InternalError", message: "no"), at: .beforeFirstEvent)
        let frames = try WireAnswer(try await answer(fault).bytes).frames

        #expect(frames.count == 1)
        #expect(frames[0].text(":message-type") == "error" && frames[0].text(":error-code") == "InternalError")
    }

    @Test("Resets are resets: before the head, after it, in a frame")
    func resets() async throws {
        let before = try await answer(.reset(at: .beforeHead))
        let after = try await answer(.reset(at: .beforeFirstEvent))
        let middle = try await answer(.breaks(.resetMidFrame, at: .afterFirstDelta))

        #expect(before.bytes.isEmpty && before.ending == .reset)
        #expect(after.ending == .reset)
        #expect(try WireAnswer(after.bytes).body.isEmpty)
        let cut = try WireAnswer(middle.bytes)
        #expect(middle.ending == .reset && !cut.isComplete)
        var reader = FrameReader(cut.body)
        for _ in 0..<3 { _ = try reader.next() }
        #expect(throws: FrameReader.Malformed.self) { try reader.next() }
    }

    @Test("A stream can close or end early, between frames or in one")
    func earlyEnds() async throws {
        let close = try await answer(.breaks(.close, at: .beforeMessageStop))
        let end = try await answer(.breaks(.end, at: .beforeMessageStop))
        let half = try await answer(.breaks(.endMidFrame, at: .beforeMessageStop))
        let halfClose = try await answer(.breaks(.closeMidFrame, at: .beforeMessageStop))

        let closed = try WireAnswer(close.bytes)
        #expect(close.ending == .orderly && !closed.isComplete)
        #expect(try closed.kinds.last == "message_delta")
        let ended = try WireAnswer(end.bytes)
        #expect(try ended.isComplete && ended.kinds.last == "message_delta")
        #expect(try WireAnswer(half.bytes).isComplete)
        #expect(throws: FrameReader.Malformed.self) { try WireAnswer(half.bytes).frames }
        #expect(halfClose.ending == .orderly)
        #expect(throws: FrameReader.Malformed.self) { try WireAnswer(halfClose.bytes).frames }
    }

    @Test("Damage is where the script puts it", arguments: FrameDamage.allCases)
    func damage(_ damage: FrameDamage) async throws {
        let answer = try WireAnswer(try await answer(.damage(damage)).bytes)
        var reader = FrameReader(answer.body)
        let kinds = [try reader.next().inner, try reader.next().inner].map { $0?["type"]?.string }

        #expect(kinds == ["message_start", "content_block_start"])
        let third = (try? reader.next())?.inner
        #expect(third?["type"] == nil)
    }

    @Test("Events can be missing, doubled, swapped, foreign, mixed")
    func order() async throws {
        func kinds(_ how: StreamBreak, _ point: StreamPoint) async throws -> [String] {
            try WireAnswer(try await answer(.breaks(how, at: point)).bytes).kinds
        }

        #expect(try await kinds(.omit, .beforeFirstEvent).first == "content_block_start")
        #expect(try await kinds(.repeatMessageStart, .beforeFirstDelta).filter { $0 == "message_start" }.count == 2)
        #expect(
            try await kinds(.swap, .beforeFirstBlock).prefix(3) == [
                "message_start", "content_block_delta", "content_block_start",
            ]
        )
        #expect(try await kinds(.inject(json: #"{"type":"ping"}"#), .beforeFirstBlock)[1] == "ping")
        let mixed = try WireAnswer(try await answer(.breaks(.interleaveBlocks, at: .beforeHead)).bytes)
        #expect(try mixed.events.compactMap { $0["index"]?.integer }.prefix(4) == [0, 1, 2, 0])
        #expect(try mixed.kinds.last == "message_stop")
        let foreign = Fault.breaks(.foreignFrame(eventType: "initial-response", payload: "{}"), at: .beforeFirstEvent)
        #expect(try WireAnswer(try await answer(foreign).bytes).frames.first?.text(":event-type") == "initial-response")
    }

    @Test("Unstreamed answers break too")
    func whole() async throws {
        let reset = try await answer(to: .invoke, .reset(at: .beforeFirstDelta))
        let half = try WireAnswer(try await answer(to: .invoke, .breaks(.end, at: .beforeFirstDelta)).bytes)
        let closed = try await answer(to: .invoke, .breaks(.close, at: .beforeFirstDelta))
        let array = try WireAnswer(try await answer(to: .invoke, .damage(.innerShape)).bytes)
        let cut = try WireAnswer(try await answer(to: .invoke, .damage(.innerJSON)).bytes)
        let noContent = try WireAnswer(try await answer(to: .invoke, .breaks(.omit, at: .beforeFirstEvent)).bytes)

        #expect(reset.ending == .reset)
        #expect(half.isComplete && half.json == nil && half.body.count > 10)
        #expect(try closed.ending == .orderly && !WireAnswer(closed.bytes).isComplete)
        #expect(array.json?.array != nil)
        #expect(cut.isComplete && cut.json == nil)
        #expect(noContent.json?["content"] == nil && noContent.json?["type"]?.string == "message")
    }

    @Test("A break at a place that never comes leaves a good answer")
    func neverReached() async throws {
        let answer = try WireAnswer(try await answer(.reset(at: .event(9_999))).bytes)
        #expect(try answer.isComplete && answer.kinds.last == "message_stop")
    }
}
