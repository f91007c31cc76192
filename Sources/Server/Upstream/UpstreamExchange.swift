import HTTPTypes
import NIOCore
import NIOHTTP1
import Providers
import Synchronization

/// One request and its answer, between the caller's task and the connection that carries it.
///
/// The connection delivers on its event loop, the task takes; what waits in between is bounded by ``roomForBody``.
final class UpstreamExchange: Sendable {
    /// Unread bytes of the body at which reading from the socket pauses.
    ///
    /// One read may go beyond it, and what the system has received when the upstream closes is read at once.
    static let roomForBody = 64 * 1024

    /// What one turn of the event loop brought.
    struct Arrival {
        var head: HTTPResponseHead?
        var body: ByteBuffer?
        var isEnd = false
    }

    /// What the connection does after a delivery.
    enum Demand {
        case more
        /// Nothing, until the task has read and asks for more.
        case pause
        /// Nothing more: the answer is complete.
        case complete
        /// Nothing more: nobody wants it any longer, and the connection is being closed.
        case givenUp
    }

    private enum Outcome {
        case open
        case complete
        case failed(any Error)
    }

    private struct State {
        /// The connection, or the attempt to make one; `nil` before and after.
        var channel: (any Channel)?
        /// The request's body, until the answer's head is there.
        var request: ByteBuffer
        var head: HTTPResponseHead?
        var body: ByteBuffer?
        var outcome = Outcome.open
        var isPaused = false
        /// The task, when it sleeps.
        var reader: CheckedContinuation<Void, Never>?

        /// Whether the task would find something.
        var isReady: Bool {
            guard case .open = outcome else { return true }
            return head != nil || body != nil
        }
    }

    let origin: UpstreamAddress.Origin
    let requestHead: HTTPRequestHead
    private let state: Mutex<State>

    init(_ request: UpstreamRequest, _ address: UpstreamAddress) {
        origin = address.origin
        requestHead = HTTPRequestHead(request, address)
        state = Mutex(State(request: request.body))
    }
}

// The task's side.
extension UpstreamExchange {
    /// Waits for the head.
    func head() async throws -> HTTPResponseHead {
        while true {
            let head = try state.withLock { state throws -> HTTPResponseHead? in
                if let head = state.head.take() { return head }
                if case .failed(let error) = state.outcome { throw error }
                return nil
            }
            if let head { return head }
            await arrival()
        }
    }

    /// Waits for bytes of the body, all that have arrived; `nil` at its end.
    ///
    /// Bytes that came before a failure are given out before it.
    func nextBytes() async throws -> ByteBuffer? {
        while true {
            switch try takeBytes() {
            case .bytes(let bytes, let paused):
                paused?.read()
                return bytes
            case .end: return nil
            case .wait: await arrival()
            }
        }
    }

    /// Ends the exchange at once: the task is woken with a `CancellationError`, the connection closed.
    ///
    /// Does nothing once the answer is complete.
    func cancel() { abort(CancellationError()) }

    private enum Step {
        /// Bytes, and the connection that has to go on reading.
        case bytes(ByteBuffer, (any Channel)?)
        case end
        case wait
    }

    private func takeBytes() throws -> Step {
        try state.withLock { state throws -> Step in
            if let bytes = state.body.take() {
                let paused = state.isPaused ? state.channel : nil
                state.isPaused = false
                return .bytes(bytes, paused)
            }
            switch state.outcome {
            case .open: return .wait
            case .complete: return .end
            case .failed(let error): throw error
            }
        }
    }

    private func arrival() async {
        await withCheckedContinuation { reader in
            let isReady = state.withLock { state in
                if !state.isReady { state.reader = reader }
                return state.isReady
            }
            if isReady { reader.resume() }
        }
    }
}

// The connection's side, on its event loop.
extension UpstreamExchange {
    /// Notes what is to be closed when the exchange is given up.
    /// - Returns: Whether it is still wanted.
    func attach(_ channel: any Channel) -> Bool {
        state.withLock { state in
            guard case .open = state.outcome else { return false }
            state.channel = channel
            return true
        }
    }

    /// Whether the answer is still wanted, and not complete.
    var isOpen: Bool {
        state.withLock { state in
            guard case .open = state.outcome else { return false }
            return true
        }
    }

    /// The request's body, for as long as it may have to be sent.
    var requestBody: ByteBuffer { state.withLock(\.request) }

    /// Hands over what has arrived.
    ///
    /// After the end the exchange has let go of the connection, which may carry the next one.
    func deliver(_ arrival: Arrival) -> Demand {
        let (reader, demand) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Demand) in
            guard case .open = state.outcome else { return (nil, .givenUp) }
            if let head = arrival.head { (state.head, state.request) = (head, ByteBuffer()) }
            if let body = arrival.body { state.body.append(body) }
            if arrival.isEnd {
                state.outcome = .complete
                state.channel = nil
            }
            let isFull = (state.body?.readableBytes ?? 0) >= Self.roomForBody
            state.isPaused = isFull && !arrival.isEnd
            let reader = state.isReady ? state.reader.take() : nil
            return (reader, arrival.isEnd ? .complete : isFull ? .pause : .more)
        }
        reader?.resume()
        return demand
    }

    /// Ends the exchange with `error`, unless it has ended, and closes its connection.
    func abort(_ error: any Error) {
        let (reader, channel) = state.withLock { state -> (CheckedContinuation<Void, Never>?, (any Channel)?) in
            guard case .open = state.outcome else { return (nil, nil) }
            state.outcome = .failed(error)
            if error is CancellationError { (state.head, state.body) = (nil, nil) }
            return (state.reader.take(), state.channel.take())
        }
        reader?.resume()
        channel?.close(promise: nil)
    }
}

extension HTTPRequestHead {
    /// The head of `request`, framed by its length.
    fileprivate init(_ request: UpstreamRequest, _ address: UpstreamAddress) {
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.headers.count + 2)
        headers.add(name: "host", value: address.authority)
        for field in request.headers { headers.add(name: field.name.rawName, value: field.value) }
        // A request that may have a body says that it has none.
        if request.body.readableBytes > 0 || [.post, .put, .patch].contains(request.method) {
            headers.add(name: "content-length", value: "\(request.body.readableBytes)")
        }
        let method = HTTPMethod(rawValue: request.method.rawValue)
        self.init(version: .http1_1, method: method, uri: address.target, headers: headers)
    }
}

extension Optional where Wrapped == ByteBuffer {
    /// Adds `bytes` at the end; the first ones are kept without a copy.
    mutating func append(_ bytes: ByteBuffer) {
        guard var buffer = take() else {
            self = bytes
            return
        }
        buffer.writeImmutableBuffer(bytes)
        self = buffer
    }
}
