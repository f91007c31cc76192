/// Finds stop sequences in a text that comes in pieces, for upstreams that take none or too few.
///
/// What could be the beginning of one is held back. The sequence that is complete first counts, as it does where a
/// model is stopped; of several that end at the same place the longest. The time that a piece takes does not depend on how
/// many sequences there are.
package struct StopSequenceMatcher: Sendable {
    /// The sequence that was found.
    package private(set) var match: String?

    private let sequences: [String]
    private let trie: StopSequenceTrie
    /// The node of the trie that the end of the text so far is at.
    private var node = 0
    /// The end of the text so far, which some sequence begins with.
    private var held: [UInt8] = []

    /// Makes a matcher; empty sequences match nothing.
    package init(_ sequences: [String]) {
        self.sequences = sequences.filter { !$0.isEmpty }
        trie = StopSequenceTrie(self.sequences)
    }

    /// Whether there is anything to look for.
    package var isActive: Bool { !sequences.isEmpty }

    /// Takes the next piece; returns what may go on, which after a match is the text before it and then nothing.
    package mutating func push(_ text: String) -> String {
        guard match == nil else { return "" }
        let bytes = held + Array(text.utf8)
        for end in held.count..<bytes.count {
            node = trie.next(node, bytes[end])
            guard let found = trie.sequence(endingAt: node).map({ sequences[$0] }) else { continue }
            match = found
            held = []
            return String(decoding: bytes[..<(end + 1 - found.utf8.count)], as: UTF8.self)
        }
        let rest = trie.depth(node)
        held = Array(bytes.suffix(rest))
        return String(decoding: bytes.dropLast(rest), as: UTF8.self)
    }

    /// The text has ended; returns what was held back.
    package mutating func finish() -> String {
        defer { held = [] }
        return String(decoding: held, as: UTF8.self)
    }
}
