/// A Claude model's generation, as its id tells it: `4.5` for `claude-sonnet-4-5-20250929-v1:0`.
package struct BedrockModelVersion: Sendable, Hashable, Comparable {
    /// The number before the dot.
    package let major: Int
    /// The number after the dot; zero where the id has none (`claude-opus-5`).
    package let minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    package static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
}
