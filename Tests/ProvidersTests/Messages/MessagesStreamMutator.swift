import NIOCore

/// Breaks streams in the ways networks, proxies and other people's servers do, the same way for the same seed.
struct MessagesStreamMutator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The bytes of a stream of these events, broken.
    mutating func stream(of events: [ByteBuffer]) -> ByteBuffer {
        var events = events
        let victim = below(events.count)
        switch below(6) {
        case 0: return mutated(MessagesStream.joined(events))
        case 1: return cut(MessagesStream.joined(events))
        case 2: for _ in 0...below(3) { shuffle(&events) }
        case 3: events.insert(extra(), at: below(events.count + 1))
        case 4: events[victim] = mutated(events[victim])
        default: events[victim] = reworded(events[victim])
        }
        return MessagesStream.joined(events)
    }

    /// The bytes in chunks of any size.
    mutating func pieces(of stream: ByteBuffer) -> [ByteBuffer] {
        let sizes = [7, 90, 400, 1000, Int.max]
        return stream.cut(every: sizes[below(sizes.count)])
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &random) }

    private mutating func extra() -> ByteBuffer {
        let extras = [
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}\n\n",
            "data: {\"error\":{\"code\":429}}\n\n", ": comment\n\n", "\n", "\r\n", "\r", "data: [DONE]\n\n",
            "retry: 5\n\n",
            "event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: x\ndata: {\"type\":\"x\"}\n\n", "data:\n\n",
            "data: {}\n\n",
            "event: ping\n\n", "data: null\n\n", "\u{FEFF}",
        ]
        return ByteBuffer(string: extras[below(extras.count)])
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

    /// Another word where the reader looks.
    private mutating func reworded(_ event: ByteBuffer) -> ByteBuffer {
        let words = [
            "event: ", "data: ", "\n", "\n\n", "\r\n", "\r", ":", "id: 1\n", "data", "event", "message_start",
            "message_delta", "message_stop", "content_block_start", "content_block_delta", "content_block_stop", "ping",
            "error", "\"index\":0", "\"index\":1", "\"index\":-1", "\"index\":1e99", "\"type\"", "\"message\"",
            "\"usage\"",
            "\"model\"", "null", "{}", "é", "\\ud83d",
        ]
        let text = String(buffer: event)
        let present = words.filter { text.contains($0) }
        let word = words[below(words.count)]
        return ByteBuffer(
            string: text.replacing(present[below(present.count)], with: word, maxReplacements: 1 + below(2))
        )
    }

    /// Bytes changed, lost, or doubled.
    private mutating func mutated(_ stream: ByteBuffer) -> ByteBuffer {
        var bytes = Array(buffer: stream)
        for _ in 0...below(3) where !bytes.isEmpty {
            let start = below(bytes.count)
            let end = min(bytes.count, start + 1 + below(12))
            switch below(4) {
            case 0: bytes[start] ^= 1 << UInt8(below(8))
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count))
            default: bytes[start] = UInt8(below(256))
            }
        }
        return ByteBuffer(bytes: bytes)
    }
}
