/// A vendor's models for each class of Claude that agents ask for, where no route names any.
package struct ClaudeStandIns: Sendable, Equatable {
    package let opus: String
    package let sonnet: String
    package let haiku: String

    package init(opus: String, sonnet: String, haiku: String) {
        self.opus = opus
        self.sonnet = sonnet
        self.haiku = haiku
    }

    /// One model for all classes.
    package init(all model: String) { self.init(opus: model, sonnet: model, haiku: model) }
}
