/// Whether a model writes what it thinks into its text, between `<think>` and `</think>`.
package enum ThinkTags: Sendable, Equatable {
    /// The text is text.
    case none
    /// A text that begins with `<think>` begins with thinking.
    case tagged
    /// The text begins inside of the thinking, as the model's template writes the first tag.
    case startsInside
}
