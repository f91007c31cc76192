/// How the events of a stream are put on the wire.
enum StreamFraming {
    /// The AWS event stream.
    case eventStream
    /// `text/event-stream`.
    ///
    /// Source: HTML Living Standard §9.2, seen 2026-11-22.
    case serverSentEvents

    /// Bytes of a line that is too long for anybody; 16 MiB.
    private static let monstrousLength = 16 * 1_024 * 1_024

    var headers: [(name: String, value: String)] {
        switch self {
        case .eventStream:
            [
                ("Content-Type", "application/vnd.amazon.eventstream"),
                ("X-Amzn-Bedrock-Content-Type", "application/json"),
            ]
        case .serverSentEvents: [("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-cache")]
        }
    }

    /// One event; the padding is Bedrock's.
    func bytes(of event: AnswerEvent, padding: String? = nil) -> [UInt8] {
        switch self {
        case .eventStream: return SimulatedFrame.chunk(event.json, padding: padding).encoded
        case .serverSentEvents:
            if event.kind == "comment" { return Array(": \(event.json)\n\n".utf8) }
            let name = event.name.map { "event: \($0)\n" } ?? ""
            return Array("\(name)data: \(event.json)\n\n".utf8)
        }
    }

    /// An event that a client has to skip.
    func foreign(_ type: String, payload: String) -> [UInt8] {
        switch self {
        case .eventStream: SimulatedFrame.event(type, payload: payload).encoded
        case .serverSentEvents: Array("event: \(type)\ndata: \(payload)\n\n".utf8)
        }
    }

    func exception(_ exception: StreamException, _ scene: AnswerScene, _ position: StreamPosition) -> [UInt8] {
        switch self {
        case .eventStream: SimulatedFrame.exception(exception).encoded
        case .serverSentEvents: bytes(of: scene.event(of: VendorFailure(exception), position))
        }
    }

    func failure(_ failure: VendorFailure, _ scene: AnswerScene, _ position: StreamPosition) -> [UInt8] {
        switch self {
        case .eventStream: SimulatedFrame.exception(failure.exception).encoded
        case .serverSentEvents: bytes(of: scene.event(of: failure, position))
        }
    }

    func error(code: String, message: String, _ scene: AnswerScene, _ position: StreamPosition) -> [UInt8] {
        switch self {
        case .eventStream: SimulatedFrame.error(code: code, message: message).encoded
        case .serverSentEvents: bytes(of: scene.event(of: .serverError, position))
        }
    }

    /// The damaged form of an event; each kind of damage has its likeness among server-sent events.
    func bytes(of damage: FrameDamage, instead event: AnswerEvent) -> [UInt8] {
        guard self == .serverSentEvents else { return damage.bytes(instead: event.json) }
        switch damage {
        case .innerJSON: return Array("data: {\"id\":\"x\",\"choices\":[{\"delta\":{\n\n".utf8)
        case .innerShape: return Array("data: [1,2,3]\n\n".utf8)
        case .missingBytes: return Array("data: {}\n\n".utf8)
        case .undersizedLength: return Array("data:\n\n".utf8)
        case .headerOverrun: return Array("event: nothing\n\n".utf8)
        case .oversizedLength:
            return Array("data: ".utf8) + Array(repeating: UInt8(ascii: "x"), count: Self.monstrousLength)
                + Array("\n\n".utf8)
        case .preludeChecksum, .messageChecksum, .payloadBit, .base64:
            let good = bytes(of: event)
            return Array(good[..<(good.count / 2)]) + [0xFF] + Array(good[(good.count / 2)...])
        }
    }
}
