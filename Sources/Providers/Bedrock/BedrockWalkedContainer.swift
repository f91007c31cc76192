import JSONBytes

/// One array or object that a reader walked through, and what is to be taken from it and added to it.
///
/// Elements and members are both "items": their ranges are enough to splice.
struct BedrockWalkedContainer {
    /// The container, brackets included, in bytes from the start of the document.
    var range: Range<Int>
    /// Its elements, or its members from the key's first byte to the value's last.
    var items: [Range<Int>] = []
    /// The items that go, by their index.
    var removing: Set<Int> = []
    /// Items that come behind the last one, as JSON.
    var adding: [[UInt8]] = []

    init(from start: Int) { range = start..<start }

    /// The bytes of `members` as an object; the range is that of the whole object.
    init(range: Range<Int>, members: [JSONMember]) {
        self.range = range
        items = members.map { $0.key.range.lowerBound..<$0.value.range.upperBound }
    }

    /// Whether nothing is left of it.
    var isEmptied: Bool { removing.count == items.count && adding.isEmpty }

    /// Notes a new item.
    mutating func append(_ item: Range<Int>) { items.append(item) }

    /// Notes where the container ends.
    mutating func close(at end: Int) { range = range.lowerBound..<end }

    /// Puts the changes among the others.
    func apply(to edits: inout JSONEdits) {
        var index = 0
        while index < items.count {
            var next = index
            while next < items.count, removing.contains(next) { next += 1 }
            if next > index { edits.replace(removal(of: index..<next), with: []) }
            index = next + 1
        }
        guard !adding.isEmpty else { return }
        let last = items.indices.last { !removing.contains($0) }
        let position = last.map { items[$0].upperBound } ?? range.lowerBound + 1
        let bytes = Array(adding.joined(separator: [UInt8(ascii: ",")]))
        edits.replace(position..<position, with: last == nil ? bytes : [UInt8(ascii: ",")] + bytes)
    }

    /// A run of neighbours with the comma behind it, or the one before it where the run is the last.
    private func removal(of run: Range<Int>) -> Range<Int> {
        if run.upperBound < items.count { return items[run.lowerBound].lowerBound..<items[run.upperBound].lowerBound }
        guard run.lowerBound > 0 else { return (range.lowerBound + 1)..<(range.upperBound - 1) }
        return items[run.lowerBound - 1].upperBound..<items[run.upperBound - 1].upperBound
    }
}

extension RawSpan {
    /// The bytes of a part, which must lie inside.
    func array(_ range: Range<Int>) -> [UInt8] { extracting(range).withUnsafeBytes { Array($0) } }
}
