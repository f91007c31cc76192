/// Finds stop sequences in a text that comes in pieces, for upstreams that take none or too few.
///
/// What could be the beginning of one is held back. The sequence that is complete first counts, as it does where a
/// model is stopped; of several that end at the same place the longest.
package struct StopSequenceMatcher: Sendable {
    /// The sequence that was found.
    package private(set) var match: String?

    private let sequences: [String]
    /// The end of the text so far, which some sequence begins with.
    private var held: [UInt8] = []

    /// Makes a matcher; empty sequences match nothing.
    package init(_ sequences: [String]) {
        self.sequences = sequences.filter { !$0.isEmpty }
    }

    /// Whether there is anything to look for.
    package var isActive: Bool { !sequences.isEmpty }

    /// Takes the next piece; returns what may go on, which after a match is the text before it and then nothing.
    package mutating func push(_ text: String) -> String {
        guard match == nil else { return "" }
        let bytes = held + Array(text.utf8)
        for end in held.count..<bytes.count {
            guard let found = sequence(endingAt: end, in: bytes) else { continue }
            match = found
            held = []
            return String(decoding: bytes[..<(end + 1 - found.utf8.count)], as: UTF8.self)
        }
        let rest = beginningLength(atEndOf: bytes)
        held = Array(bytes.suffix(rest))
        return String(decoding: bytes.dropLast(rest), as: UTF8.self)
    }

    /// The text has ended; returns what was held back.
    package mutating func finish() -> String {
        defer { held = [] }
        return String(decoding: held, as: UTF8.self)
    }

    private func sequence(endingAt end: Int, in bytes: [UInt8]) -> String? {
        sequences
            .filter { $0.utf8.last == bytes[end] && bytes[...end].suffix($0.utf8.count).elementsEqual($0.utf8) }
            .max { $0.utf8.count < $1.utf8.count }
    }

    /// How many bytes at the end of the text are the beginning of a sequence, at most.
    private func beginningLength(atEndOf bytes: [UInt8]) -> Int {
        let longest = sequences.map { $0.utf8.count - 1 }.max() ?? 0
        return (0...min(longest, bytes.count)).last { length in
            sequences.contains { $0.utf8.count > length && $0.utf8.prefix(length).elementsEqual(bytes.suffix(length)) }
        } ?? 0
    }
}
