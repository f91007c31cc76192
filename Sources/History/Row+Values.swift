import GRDB
import MessagesAPI
import Providers

/// Values that take more than one column, or a unit.
extension Row {
    /// The duration in a column of milliseconds.
    func duration(_ column: String) -> Duration? {
        (self[column] as Int64?).map(Duration.milliseconds(_:))
    }

    var usage: TokenUsage {
        TokenUsage(
            inputTokens: self["input_tokens"],
            outputTokens: self["output_tokens"],
            cacheReadInputTokens: self["cache_read_tokens"],
            cacheCreationInputTokens: self["cache_write_tokens"],
            cacheCreationOneHourInputTokens: self["cache_write_one_hour_tokens"]
        )
    }

    /// The target in four columns whose names start with `columnPrefix`; `nil` if they name none.
    func target(columnPrefix: String) -> Target? {
        guard let provider = self["\(columnPrefix)provider"] as String?,
            let model = self["\(columnPrefix)model"] as String?
        else { return nil }
        return Target(
            provider: provider,
            model: model,
            region: self["\(columnPrefix)region"],
            endpoint: self["\(columnPrefix)endpoint"]
        )
    }
}
