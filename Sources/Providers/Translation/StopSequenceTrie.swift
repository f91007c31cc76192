/// The stop sequences of a request as one automaton, which reads a text byte by byte.
///
/// A node stands for the beginning of a sequence. The text is always at the node of the longest beginning that it ends with.
/// - Note: Source: A. V. Aho and M. J. Corasick, Efficient string matching, Communications of the ACM 18 (1975).
struct StopSequenceTrie: Sendable {
    /// Most bytes of all sequences together.
    ///
    /// A node takes some 50 bytes. Requests seen have a few dozen bytes of sequences.
    static let byteLimit = 64 * 1024

    private struct Node: Sendable {
        let parent: Int
        let byte: UInt8
        let depth: Int
        /// The node of the longest beginning that this one ends with.
        var fallback = 0
        /// The longest sequence that this one ends with.
        var sequence: Int?
    }

    private struct Step: Hashable, Sendable {
        let node: Int
        let byte: UInt8
    }

    private var nodes = [Node(parent: 0, byte: 0, depth: 0)]
    private var steps: [Step: Int] = [:]

    /// Whether sequences are few and short enough.
    static func takes(_ sequences: [String]) -> Bool {
        sequences.reduce(0) { $0 + $1.utf8.count } <= byteLimit
    }

    /// Builds the automaton; none of the sequences may be empty.
    init(_ sequences: [String]) {
        for (index, sequence) in sequences.enumerated() { add(sequence, index) }
        for node in nodes.indices.dropFirst().sorted(by: { nodes[$0].depth < nodes[$1].depth }) { link(node) }
    }

    /// The node after one more byte.
    func next(_ node: Int, _ byte: UInt8) -> Int {
        var node = node
        while true {
            if let next = steps[Step(node: node, byte: byte)] { return next }
            guard node != 0 else { return 0 }
            node = nodes[node].fallback
        }
    }

    /// The longest sequence that ends at a node.
    func sequence(endingAt node: Int) -> Int? { nodes[node].sequence }

    /// How many bytes at the end of the text are the beginning of a sequence.
    func depth(_ node: Int) -> Int { nodes[node].depth }

    private mutating func add(_ sequence: String, _ index: Int) {
        var node = 0
        for byte in sequence.utf8 {
            let step = Step(node: node, byte: byte)
            if let known = steps[step] {
                node = known
            } else {
                nodes.append(Node(parent: node, byte: byte, depth: nodes[node].depth + 1))
                steps[step] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        nodes[node].sequence = nodes[node].sequence ?? index
    }

    /// Finds a node's fallback; those of shorter beginnings are known.
    private mutating func link(_ node: Int) {
        let (parent, byte) = (nodes[node].parent, nodes[node].byte)
        if parent != 0 { nodes[node].fallback = next(nodes[parent].fallback, byte) }
        nodes[node].sequence = nodes[node].sequence ?? nodes[nodes[node].fallback].sequence
    }
}
