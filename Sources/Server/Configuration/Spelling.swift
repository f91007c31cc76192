/// Finds what somebody probably meant.
enum Spelling {
    /// Longest word that is compared, in characters.
    ///
    /// No key or provider name comes near it; a pasted paragraph would cost time.
    private static let longestWord = 64

    /// The nearest candidate, or `nil` if none is near enough to be worth saying.
    ///
    /// About one slip is allowed for every three letters: `prot` → `port`, `retry_timeout_milis` → `retry_timeout_millis`.
    /// Case, `_` and `-` do not count, so `apiKey` → `api_key`.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        guard word.count <= longestWord else { return nil }
        let plain = simplified(word)
        let scored = candidates.map { (name: $0, slips: distance(plain, simplified($0))) }
        guard let best = scored.min(by: { $0.slips < $1.slips }) else { return nil }
        return best.slips <= max(1, (plain.count + 1) / 3) ? best.name : nil
    }

    private static func simplified(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }.map(\.self)
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
    ///
    /// `distance("prot", "port")` is 1, `distance("", "abc")` is 3.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var before: [Int] = []
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (letter == other ? 0 : 1)
                var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
