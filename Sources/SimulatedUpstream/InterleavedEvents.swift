/// Mixes the events of content blocks, which no honest upstream does.
enum InterleavedEvents {
    /// The same events, with one event of each block in turn.
    ///
    /// Holds all events, so it is for small answers.
    static func of(_ events: any IteratorProtocol<AnswerEvent>) -> [AnswerEvent] {
        var events = events
        var all: [AnswerEvent] = []
        while let event = events.next() { all.append(event) }
        let before = all.prefix { $0.block == nil }
        let after = all.suffix(while: { $0.block == nil })
        var blocks = Dictionary(grouping: all.filter { $0.block != nil }, by: { $0.block ?? 0 })
        var mixed: [AnswerEvent] = []
        while !blocks.isEmpty {
            for index in blocks.keys.sorted() {
                mixed += blocks[index]?.prefix(1) ?? []
                blocks[index]?.removeFirst()
                if blocks[index]?.isEmpty == true { blocks[index] = nil }
            }
        }
        return Array(before) + mixed + Array(after)
    }
}

extension Array {
    /// The longest run at the end whose elements satisfy `condition`.
    fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice<Element> {
        let count = reversed().prefix(while: condition).count
        return suffix(count)
    }
}
