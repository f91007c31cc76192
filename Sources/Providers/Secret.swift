/// A value that must not be printed: a key, a token.
///
/// Printing, interpolating and dumping show `<secret>`; reading it takes ``reveal()``, which is easy to find in a review.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// Hides `value`.
    public init(_ value: String) { self.value = value }

    /// The hidden value.
    ///
    /// Only for the place that puts it on the wire or compares it.
    public func reveal() -> String { value }

    /// Always `<secret>`.
    public var description: String { "<secret>" }
    /// Always `<secret>`.
    public var debugDescription: String { "<secret>" }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
