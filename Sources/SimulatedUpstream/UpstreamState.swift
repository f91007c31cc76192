import NIOCore

/// What changes while an upstream runs; always behind the core's lock.
struct UpstreamState: Sendable {
    struct Wait: Sendable {
        let id: Int
        let condition: @Sendable (UpstreamCounters) -> Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    struct Connection: Sendable {
        let channel: any Channel
        /// Waiting for a request, the first one or another.
        var isIdle = false
    }

    struct Entry: Sendable {
        let request: RecordedRequest
        var answer: RecordedAnswer?
    }

    let settings: SimulatedUpstream.Settings
    var counters = UpstreamCounters()
    /// By sequence number, rising.
    var requests: [Entry] = []
    private var bodyBytes = 0
    private(set) var closures: [RecordedClosure] = []
    var connections: [Int: Connection] = [:]
    var queues: [String: [Behaviour]] = [:]
    var countQueues: [String: [Behaviour]] = [:]
    var behaviours: [String: Behaviour] = [:]
    var defaultBehaviour: Behaviour
    var reuseDrops: [SimulatedUpstream.Drop] = []
    /// Signatures and redacted thinking of scripted answers, which clients may send back.
    private(set) var issued: Set<String> = []
    var buckets: [String: RequestBucket] = [:]
    /// Of tokens.
    var tokenBuckets: [String: RequestBucket] = [:]
    var generator: SeededGenerator
    private var waits: [Wait] = []
    private var nextWaitID = 0
    private(set) var isStopped = false

    init(settings: SimulatedUpstream.Settings) {
        self.settings = settings
        defaultBehaviour = settings.behaviour
        generator = SeededGenerator(seed: settings.seed)
    }

    /// Entries of ``issued``; a test that plays more than this starts over.
    private static let issuedLimit = 4_096

    mutating func issue(_ answer: Answer) {
        let marks = answer.blocks.compactMap(\.ownMark)
        guard !marks.isEmpty else { return }
        if issued.count > Self.issuedLimit { issued = [] }
        issued.formUnion(marks)
    }

    mutating func takeBehaviour(for model: String, operation: UpstreamOperation) -> Behaviour {
        let isCount = operation == .countTokens
        if let first = isCount ? countQueues[model]?.first : queues[model]?.first {
            if isCount { countQueues[model]?.removeFirst() } else { queues[model]?.removeFirst() }
            return first
        }
        // A model's standing behaviour is about its answers; counting goes on as usual.
        if isCount { return .echo }
        return behaviours[model] ?? settings.models[model]?.behaviour ?? defaultBehaviour
    }

    /// Numbers the request and keeps it, as long as the limits allow.
    mutating func record(_ make: (_ sequence: Int, _ requestID: String) -> RecordedRequest) -> RecordedRequest {
        let request = make(counters.requests, makeRequestID())
        requests.append(Entry(request: request))
        bodyBytes += request.body.count
        while let first = requests.first,
            requests.count > settings.recordedRequestLimit || bodyBytes > settings.recordedBodyLimit
        {
            bodyBytes -= first.request.body.count
            requests.removeFirst()
        }
        counters.requests += 1
        return request
    }

    mutating func begin(answer: RecordedAnswer) {
        counters.openAnswers += 1
        guard let index = index(of: answer.request) else { return }
        requests[index].answer = answer
    }

    /// Changes the record of one answer, if it is still kept.
    mutating func change(answer sequence: Int, _ change: (inout RecordedAnswer) -> Void) {
        guard let index = index(of: sequence), var answer = requests[index].answer else { return }
        requests[index].answer = nil
        change(&answer)
        requests[index].answer = answer
    }

    private func index(of sequence: Int) -> Int? {
        guard let first = requests.first?.request.sequence else { return nil }
        return requests.indices.contains(sequence - first) ? sequence - first : nil
    }

    private mutating func makeRequestID() -> String {
        let digits = Array(Hex.encode([generator.next(), generator.next()].flatMap(\.bigEndianBytes)))
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { String(digits[$0]) }.joined(separator: "-")
    }

    mutating func record(_ closure: RecordedClosure) {
        closures.append(closure)
        if closures.count > settings.recordedRequestLimit { closures.removeFirst() }
    }
}

/// Waits.
extension UpstreamState {
    mutating func makeWaitID() -> Int {
        nextWaitID += 1
        return nextWaitID
    }

    /// - Returns: Why the wait cannot begin, if it cannot.
    mutating func add(_ wait: Wait) -> (any Error)? {
        guard !isStopped else { return CancellationError() }
        waits.append(wait)
        return nil
    }

    mutating func takeWait(_ id: Int) -> Wait? {
        guard let index = waits.firstIndex(where: { $0.id == id }) else { return nil }
        return waits.remove(at: index)
    }

    mutating func takeSatisfiedWaits() -> [Wait] {
        guard !waits.isEmpty else { return [] }
        let satisfied = waits.filter { $0.condition(counters) }
        waits.removeAll { wait in satisfied.contains { $0.id == wait.id } }
        return satisfied
    }

    mutating func stop() -> [Wait] {
        isStopped = true
        defer { waits = [] }
        return waits
    }
}

extension UInt64 {
    /// The eight bytes, most significant first.
    fileprivate var bigEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) } }
}
