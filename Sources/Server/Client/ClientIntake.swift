import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTP1

/// What a connection's client has sent, made into requests: one at a time, the next when the last is answered.
struct ClientIntake {
    /// What the connection does about something that came.
    enum Action {
        case nothing
        /// Tells the client that its body is wanted.
        case askForBody
        case answer(ArrivedRequest)
        /// Says that there will be no more answers, and waits for the client to close.
        case finish
        /// Closes at once.
        case drop
    }

    private enum Phase {
        /// Between two requests, or in the middle of one.
        case reading
        case answering
        /// The last answer is written.
        case closing
    }

    private enum Incoming {
        case part(HTTPServerRequestPart)
        case fault(HTTPParserError)
    }

    let bodyLimit: Int
    let admit: (HTTPRequest) throws(APIError) -> Void
    private var phase = Phase.reading
    /// The request in the middle of which the client is; only while reading.
    ///
    /// Beside the phase and not in it: to look at the phase would be to hold the body, and a body with a second owner is
    /// copied as a whole when a part is added.
    private var assembly: RequestAssembly?
    /// What came while a request was being answered; the connection then reads no further, so that it is no more than one
    /// turn of the event loop brings.
    private var early = CircularBuffer<Incoming>(initialCapacity: 0)
    /// Whether the rest of a refused request is thrown away as it comes.
    private var isSkipping = false
    private var skippedBytes = 0
    private var isStopping = false

    init(bodyLimit: Int, admit: @escaping (HTTPRequest) throws(APIError) -> Void) {
        self.bodyLimit = bodyLimit
        self.admit = admit
    }

    /// What the client is waited for.
    var wait: ClientWaits.Reading? {
        switch phase {
        case .reading: assembly == nil ? .request : .body
        case .answering: nil
        case .closing: .close
        }
    }

    /// Whether there is room for more.
    var isOpen: Bool { early.isEmpty }

    /// Whether the next answer is the last one on this connection whatever its client wishes.
    var isLastAnswer: Bool { isStopping || isSkipping }
}

// What comes in.
extension ClientIntake {
    mutating func receive(_ part: HTTPServerRequestPart) -> Action {
        switch phase {
        case .answering where !isSkipping:
            early.append(.part(part))
            return .nothing
        case .answering, .closing: return skip(part)
        case .reading: return take(part)
        }
    }

    /// Something came that is no HTTP; nothing that follows can be read.
    mutating func receive(_ fault: HTTPParserError) -> Action {
        switch phase {
        case .reading: return answer(ArrivedRequest(fault))
        case .answering where !isSkipping:
            early.append(.fault(fault))
            return .nothing
        // In the rest of a refused request, or behind the last one.
        case .answering, .closing: return endSkipping()
        }
    }

    /// What follows a fault, or a request that ends HTTP.
    ///
    /// It is thrown away: a client that is cut off while it sends does not read what it was told.
    mutating func receiveUnreadable(_ count: Int) -> Action {
        if case .reading = phase { return .drop }
        return skip(count)
    }

    /// The time of ``wait`` is over.
    mutating func timeOut() -> Action {
        guard let assembly = assembly.take() else { return .drop }
        return answer(assembly.timeOut())
    }

    /// The server stops: what has begun is answered.
    mutating func stop() -> Action {
        isStopping = true
        guard case .reading = phase, assembly == nil else { return .nothing }
        return .drop
    }

    /// The current request has its answer; `isLast` says that no other may follow.
    mutating func finishAnswer(isLast: Bool) -> Action {
        guard isLast || isLastAnswer else {
            phase = .reading
            return .nothing
        }
        phase = .closing
        early.removeAll()
        // Else the client might lose the answer: what it sends after we have closed makes its system forget what it
        // received.
        return isSkipping ? .nothing : .finish
    }

    /// What came early and is due now; `nil` when there is nothing.
    mutating func nextEarly() -> Action? {
        guard case .reading = phase, let incoming = early.popFirst() else { return nil }
        switch incoming {
        case .part(let part): return receive(part)
        case .fault(let fault): return receive(fault)
        }
    }

    private mutating func take(_ part: HTTPServerRequestPart) -> Action {
        switch part {
        case .head(let head):
            let (assembly, step) = RequestAssembly.begin(head, limit: bodyLimit, admit: admit)
            self.assembly = assembly
            return proceed(step)
        // The decoder begins each request with its head.
        case .body(let bytes):
            guard let step = assembly?.append(bytes) else { return .nothing }
            return proceed(step)
        case .end:
            guard let assembly = assembly.take() else { return .nothing }
            return answer(assembly.end())
        }
    }

    private mutating func proceed(_ step: RequestAssembly.Step) -> Action {
        switch step {
        case .readOn: return .nothing
        case .askForBody: return .askForBody
        case .answer(let request): return answer(request)
        }
    }

    private mutating func answer(_ request: ArrivedRequest) -> Action {
        (phase, assembly) = (.answering, nil)
        isSkipping = request.hasRest
        return .answer(request)
    }

    private mutating func skip(_ part: HTTPServerRequestPart) -> Action {
        switch part {
        case .head: .nothing
        case .body(let bytes): skip(bytes.readableBytes)
        case .end: endSkipping()
        }
    }

    private mutating func skip(_ count: Int) -> Action {
        skippedBytes += count
        return skippedBytes > HTTPLimits.drainBytes ? .drop : .nothing
    }

    private mutating func endSkipping() -> Action {
        guard isSkipping else { return .nothing }
        isSkipping = false
        isStopping = true
        if case .closing = phase { return .finish }
        return .nothing
    }
}
