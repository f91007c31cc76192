import NIOCore

/// Breaks streams of events in the ways networks and other people's servers do, the same way for the same seed.
struct ResponsesStreamMutator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The bytes of these events, broken, in chunks of any size.
    mutating func stream(of events: [String]) -> [ByteBuffer] {
        var events = events
        for _ in 0...below(2) {
            let victim = below(events.count)
            switch below(6) {
            case 0: shuffle(&events)
            case 1: events.remove(at: victim)
            case 2: events.insert(events[below(events.count)], at: below(events.count + 1))
            case 3: events[victim] = reworded(events[victim])
            default: events[victim] = mutated(events[victim])
            }
            if events.isEmpty { return [] }
        }
        let bytes = ByteBuffer(string: events.joined())
        return bytes.cut(every: [7, 90, 400, Int.max][below(4)])
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &random) }

    private mutating func shuffle(_ events: inout [String]) {
        for _ in 0...below(3) { events.swapAt(below(events.count), below(events.count)) }
    }

    /// Another word where the translation looks: a type, an index, a member's name.
    private mutating func reworded(_ event: String) -> String {
        let words = [
            "output_text.delta", "output_text.done", "refusal.delta", "function_call_arguments.delta",
            "function_call_arguments.done", "output_item.added", "output_item.done", "reasoning_summary_text.delta",
            "reasoning_text.delta", "response.completed", "response.incomplete", "response.failed", "\"message\"",
            "\"function_call\"", "\"reasoning\"", "\"output_index\":0", "\"output_index\":1", "\"output_index\":2",
            "\"output_index\":-1", "\"output_index\":null", "\"content_index\":0", "\"content_index\":7",
            "\"summary_index\":0", "\"summary_index\":1", "\"item_id\"", "\"delta\"", "\"item\"", "\"name\"",
            "\"call_id\"", "\"arguments\"", "null", "{}", "[]", "\\n", "\\ud83d", "STOP", "\"status\"", "\n\n", "error",
        ]
        let present = words.filter { event.contains($0) }
        guard !present.isEmpty else { return mutated(event) }
        return event.replacing(present[below(present.count)], with: words[below(words.count)], maxReplacements: 1)
    }

    /// Bytes changed, lost, or doubled.
    private mutating func mutated(_ text: String) -> String {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return text }
        let start = below(bytes.count)
        let end = min(bytes.count, start + 1 + below(12))
        switch below(4) {
        case 0: bytes[start] ^= 1 << UInt8(below(7))
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count))
        default: bytes[start] = UInt8(below(128))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
