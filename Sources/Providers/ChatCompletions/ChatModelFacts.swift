/// What of a vendor's Chat Completions depends on the model.
package enum ChatModelFacts: Sendable, Equatable {
    /// OpenAI's own models.
    case openAI
    /// Rows of which the first counts that fits; a model without a row reasons not and takes everything.
    case table([Row])

    /// What is known of the models whose names hold one text.
    package struct Row: Sendable, Equatable {
        /// What the model's name holds, in lower case; empty: any model.
        package let part: String
        /// The levels of `reasoning_effort`, from the least to the most.
        package let effortLevels: [String]
        /// Whether the model reasons, with or without levels.
        package let isReasoning: Bool
        package let takesSampling: Bool
        package let takesStop: Bool
        package let takesImages: Bool

        package init(
            _ part: String,
            effortLevels: [String] = [],
            isReasoning: Bool = true,
            takesSampling: Bool = true,
            takesStop: Bool = true,
            takesImages: Bool = true
        ) {
            self.part = part
            self.effortLevels = effortLevels
            self.isReasoning = isReasoning
            self.takesSampling = takesSampling
            self.takesStop = takesStop
            self.takesImages = takesImages
        }
    }
}
