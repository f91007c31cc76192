/// What a translation left out, by name: each once, in the order of appearance.
struct Omissions: Sendable {
    private(set) var names: [String] = []

    /// Notes a name; there are few, so that looking through them is fast enough.
    mutating func note(_ name: String) {
        if !names.contains(name) { names.append(name) }
    }

    mutating func note(_ more: [String]) {
        for name in more { note(name) }
    }
}
