extension String {
    /// Whether the bytes of `part` occur in this text; nothing occurs everywhere.
    ///
    /// The library's own search compares characters, for which it needs thirty times as long; names are ASCII.
    package func holds(_ part: String) -> Bool {
        guard let first = part.utf8.first else { return true }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: part.utf8) { return true }
            rest = rest[rest.index(after: start)...]
        }
        return false
    }
}
