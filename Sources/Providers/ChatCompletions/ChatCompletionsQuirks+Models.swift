import MessagesAPI

extension ChatCompletionsQuirks {
    /// The levels of `reasoning_effort` that a model knows, from the least to the most; none if it knows no effort.
    package func effortLevels(of model: String) -> [String] {
        switch models {
        case .openAI: OpenAIModelTraits.of(model: model).effortLevels
        case .table(let rows): Self.row(for: model, in: rows)?.effortLevels ?? []
        }
    }

    /// Whether a model reasons.
    package func isReasoning(model: String) -> Bool {
        switch models {
        case .openAI: OpenAIModelTraits.of(model: model).isReasoning
        case .table(let rows): Self.row(for: model, in: rows)?.isReasoning ?? false
        }
    }

    /// Whether a model takes `temperature` and `top_p` at that effort (`nil`: the effort is not sent).
    package func takesSampling(model: String, effort: String?) -> Bool {
        switch models {
        case .openAI: OpenAIModelTraits.of(model: model).takesTemperature(effort: effort)
        case .table(let rows): Self.row(for: model, in: rows)?.takesSampling ?? true
        }
    }

    /// The longest list of `stop` that a model takes.
    package func stopLimit(of model: String) -> Int {
        switch models {
        case .openAI: OpenAIModelTraits.of(model: model).takesStop ? stopLimit : 0
        case .table(let rows): Self.row(for: model, in: rows)?.takesStop == false ? 0 : stopLimit
        }
    }

    /// Whether a model sees images; taken for granted where nothing is known.
    package func takesImages(model: String) -> Bool {
        guard acceptsImages else { return false }
        return switch models {
        case .openAI: OpenAIModelTraits.of(model: model).takesImages
        case .table(let rows): Self.row(for: model, in: rows)?.takesImages ?? true
        }
    }

    /// Whether `cache_control` is kept for a model.
    package func keepsCacheControl(model: String) -> Bool {
        cacheControlModels.contains { model.hasPrefix($0) }
    }

    private static func row(for model: String, in rows: [ChatModelFacts.Row]) -> ChatModelFacts.Row? {
        let name = model.lowercased()
        return rows.first { name.holds($0.part) }
    }
}
