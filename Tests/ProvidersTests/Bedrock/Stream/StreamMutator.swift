import NIOCore

/// Breaks streams in the ways networks, proxies and other people's encoders do, the same way for the same seed.
struct StreamMutator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The bytes of a stream of these events, broken, in chunks of any size.
    mutating func stream(of events: [String], whole frames: [ByteBuffer]) -> [ByteBuffer] {
        var frames = frames
        let victim = below(frames.count)
        switch below(8) {
        case 0: return pieces(of: flipped(BedrockStream.joined(frames)))
        case 1: return pieces(of: cut(BedrockStream.joined(frames)))
        case 2: for _ in 0...below(3) { shuffle(&frames) }
        case 3: frames.insert(EventStreamFrame.exception("throttlingException"), at: below(frames.count + 1))
        case 4: frames[victim] = EventStreamFrame.chunk(payload: mutated(payload(of: events[victim])))
        case 5:
            let payload = ByteBuffer(string: payload(of: events[victim]))
            frames[victim] = EventStreamFrame.make(headers: brokenHeaders(), payload: payload)
        case 6: frames[victim] = EventStreamFrame.chunk(mutated(events[victim]))
        default: frames[victim] = EventStreamFrame.chunk(reworded(events[victim]))
        }
        return pieces(of: BedrockStream.joined(frames))
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &self) }

    private func payload(of event: String) -> String {
        "{\"bytes\":\"\(EventStreamFrame.base64(Array(event.utf8)))\",\"p\":\"abc\"}"
    }

    private mutating func flipped(_ stream: ByteBuffer) -> ByteBuffer {
        var bytes = Array(buffer: stream)
        for _ in 0...below(3) { bytes[below(bytes.count)] ^= 1 << UInt8(below(8)) }
        return ByteBuffer(bytes: bytes)
    }

    /// Without its end, its start, or something in the middle.
    private mutating func cut(_ stream: ByteBuffer) -> ByteBuffer {
        var bytes = Array(buffer: stream)
        let start = below(3) == 0 ? 0 : below(bytes.count)
        let end = below(2) == 0 ? bytes.count : start + below(bytes.count - start)
        bytes.removeSubrange(start..<end)
        return ByteBuffer(bytes: bytes)
    }

    /// One event twice, missing, or elsewhere.
    private mutating func shuffle(_ events: inout [ByteBuffer]) {
        guard events.count > 1 else { return }
        let event = events[below(events.count)]
        switch below(3) {
        case 0: events.insert(event, at: below(events.count + 1))
        case 1: events.remove(at: below(events.count))
        default: events.swapAt(below(events.count), below(events.count))
        }
    }

    /// Another word where the grammar looks: a type, an index, a member's name.
    private mutating func reworded(_ event: String) -> String {
        let words = [
            "message_start", "message_delta", "message_stop", "content_block_start", "content_block_delta",
            "content_block_stop", "ping", "error", "\"index\":0", "\"index\":1", "\"index\":0.0", "\"index\":-1",
            "\"index\":1e99", "\"type\"", "\"x\"", "\"message\"", "\"usage\"", "\"model\"", "\"content\"", "null", "{}",
            "[]", "\n", "\r\n", "\\n", "\\ud83d\\ude00", "amazon-bedrock-invocationMetrics", "é", "世",
        ]
        let present = words.filter { event.contains($0) }
        let word = words[below(words.count)]
        guard !present.isEmpty, below(4) > 0 else { return mutated(event, with: Array(word.utf8)) }
        return event.replacing(present[below(present.count)], with: word, maxReplacements: 1 + below(2))
    }

    /// Bytes changed, lost, or doubled.
    private mutating func mutated(_ text: String, with insertion: [UInt8]? = nil) -> String {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return text }
        let start = below(bytes.count)
        let end = min(bytes.count, start + 1 + below(12))
        if let insertion {
            bytes.insert(contentsOf: insertion, at: start)
        } else {
            switch below(4) {
            case 0: bytes[start] ^= 1 << UInt8(below(7))
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count))
            default: bytes[start] = UInt8(below(128))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func brokenHeaders() -> ByteBuffer {
        let frame = BedrockStream.stop
        var headers = Array(buffer: frame.getSlice(at: 12, length: 75) ?? ByteBuffer())
        for _ in 0...below(2) {
            switch below(3) {
            case 0: headers[below(headers.count)] ^= 1 << UInt8(below(8))
            case 1: headers.removeLast(below(headers.count))
            default: headers += [UInt8(below(3)), UInt8(below(128)), UInt8(below(12)), UInt8(below(256))]
            }
            if headers.isEmpty { return ByteBuffer() }
        }
        return ByteBuffer(bytes: headers)
    }

    private mutating func pieces(of stream: ByteBuffer) -> [ByteBuffer] {
        let sizes = [90, 400, 1000, Int.max]
        return stream.cut(every: sizes[below(sizes.count)])
    }
}
