/// Parts a model's text into what it thinks, between `<think>` and `</think>`, and what it says.
///
/// Only a text that begins with the tag, white space apart, is parted, and only once; white space around the tags is
/// dropped. A tag may come in pieces: what could be the beginning of one is held back.
/// - Note: Source: the chat template of DeepSeek-R1 and its distillates
///   (https://huggingface.co/deepseek-ai/DeepSeek-R1-Distill-Qwen-32B, seen 2026-11-22), which others follow.
package struct ThinkSplitter: Sendable {
    /// A part of the text, never empty.
    package enum Piece: Sendable, Equatable { case thinking(String), text(String) }

    private enum State: Sendable { case beforeTag, beforeThinking, inThinking, beforeText, inText }

    private static let opening = Array("<think>".utf8)
    private static let closing = Array("</think>".utf8)

    private let tags: ThinkTags
    private var state: State
    /// What could be the beginning of a tag, or is white space before one, in UTF-8.
    private var held: [UInt8] = []

    package init(_ tags: ThinkTags) {
        self.tags = tags
        state = tags == .none ? .inText : .beforeTag
    }

    /// Whether everything that follows is text as it comes.
    package var isPassThrough: Bool { state == .inText }

    /// Takes the next piece of the text.
    package mutating func push(_ text: String) -> [Piece] {
        held += text.utf8
        return pieces(isLast: false)
    }

    /// The text has ended; returns what was held back.
    package mutating func finish() -> [Piece] {
        pieces(isLast: true)
    }

    private mutating func pieces(isLast: Bool) -> [Piece] {
        var pieces: [Piece] = []
        while step(isLast: isLast, &pieces) {}
        return pieces
    }

    /// Goes on as far as one state allows; says whether the next state may go further.
    private mutating func step(isLast: Bool, _ pieces: inout [Piece]) -> Bool {
        switch state {
        case .beforeTag: return passOpening(isLast: isLast)
        case .beforeThinking: return passWhiteSpace(then: .inThinking)
        case .inThinking: return takeThinking(isLast: isLast, &pieces)
        case .beforeText: return passWhiteSpace(then: .inText)
        case .inText:
            add(Piece.text, held, to: &pieces)
            held = []
            return false
        }
    }

    private mutating func passOpening(isLast: Bool) -> Bool {
        let start = held.drop(while: Self.isWhiteSpace)
        if start.starts(with: Self.opening) {
            held = Array(start.dropFirst(Self.opening.count))
            state = .beforeThinking
        } else if isLast || !Self.opening.starts(with: start) {
            state = tags == .startsInside ? .beforeThinking : .inText
        } else {
            return false
        }
        return true
    }

    private mutating func passWhiteSpace(then next: State) -> Bool {
        held = Array(held.drop(while: Self.isWhiteSpace))
        guard !held.isEmpty else { return false }
        state = next
        return true
    }

    private mutating func takeThinking(isLast: Bool, _ pieces: inout [Piece]) -> Bool {
        if let tag = held.firstRange(of: Self.closing) {
            add(Piece.thinking, held[..<tag.lowerBound], to: &pieces)
            held = Array(held[tag.upperBound...])
            state = .beforeText
            return true
        }
        let rest = isLast ? 0 : Self.beginningLength(atEndOf: held)
        add(Piece.thinking, held.dropLast(rest), to: &pieces)
        held = Array(held.suffix(rest))
        return false
    }

    private func add(_ piece: (String) -> Piece, _ text: some Sequence<UInt8>, to pieces: inout [Piece]) {
        let text = String(decoding: Array(text), as: UTF8.self)
        if !text.isEmpty { pieces.append(piece(text)) }
    }

    /// How many bytes at the end of the text are the beginning of the closing tag, at most.
    private static func beginningLength(atEndOf text: [UInt8]) -> Int {
        (0..<closing.count).last { closing.prefix($0).elementsEqual(text.suffix($0)) } ?? 0
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
