/// What is to be removed from, and added to, one object or array.
struct JSONContainerEdit: Sendable {
    /// The container, brackets included.
    let container: Range<Int>
    /// All its members or elements.
    let items: [Range<Int>]
    var removing: Set<Int> = []
    var adding: [[UInt8]] = []

    /// The edit as splices that do not overlap.
    func splices() -> [JSONSplice] {
        removals().map { JSONSplice(range: $0, bytes: []) } + addition()
    }

    private func removals() -> [Range<Int>] {
        var removals: [Range<Int>] = []
        var index = 0
        while index < items.count {
            var next = index
            while next < items.count, removing.contains(next) { next += 1 }
            if next > index { removals.append(removal(index..<next)) }
            index = next + 1
        }
        return removals
    }

    /// What goes with a run of neighbours: the comma behind it, or the one before it if it is the last.
    private func removal(_ run: Range<Int>) -> Range<Int> {
        if run.upperBound < items.count {
            items[run.lowerBound].lowerBound..<items[run.upperBound].lowerBound
        } else if run.lowerBound > 0 {
            items[run.lowerBound - 1].upperBound..<items[run.upperBound - 1].upperBound
        } else {
            (container.lowerBound + 1)..<(container.upperBound - 1)
        }
    }

    private func addition() -> [JSONSplice] {
        guard !adding.isEmpty else { return [] }
        let last = items.indices.last { !removing.contains($0) }
        let position = last.map { items[$0].upperBound } ?? container.lowerBound + 1
        var bytes = Array(adding.joined(separator: [UInt8(ascii: ",")]))
        if last != nil { bytes.insert(UInt8(ascii: ","), at: 0) }
        return [JSONSplice(range: position..<position, bytes: bytes)]
    }
}
