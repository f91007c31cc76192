import Gateway
import NIOCore
import NIOPosix
import Testing

@testable import Server

@Suite("Where a connection's tasks run")
struct EventLoopExecutorTests {
    @Test("On the event loop, also after a wait; a large body is worked on elsewhere")
    func places() async throws {
        let (eventLoop, other) = (MultiThreadedEventLoopGroup.singleton.next(), NIOSingletons.posixBlockingThreadPool)
        let places = try await withTaskExecutorPreference(EventLoopExecutor(eventLoop)) {
            let atFirst = eventLoop.inEventLoop
            try await other.runIfActive {}
            let afterWaiting = eventLoop.inEventLoop
            let small = await LargeBody.work(on: 1000) { eventLoop.inEventLoop }
            let large = await LargeBody.work(on: 1_000_000) { eventLoop.inEventLoop }
            return [atFirst, afterWaiting, small, large, eventLoop.inEventLoop]
        }
        #expect(places == [true, true, true, false, true])
    }
}
