extension ChatCompletionsQuirks {
    /// The name of the field that limits the answer.
    package enum MaxTokensField: String, Sendable {
        case maxTokens = "max_tokens"
        /// Counts reasoning too; OpenAI's reasoning models know no other.
        case maxCompletionTokens = "max_completion_tokens"
    }

    /// The role of the operator's text.
    package enum SystemRole: Sendable {
        case system
        /// `developer` for reasoning models, `system` for all others.
        case developerForReasoning
    }

    /// How text is written.
    package enum ContentStyle: Sendable {
        /// One string; several texts are joined.
        case string
        /// A list of parts, one for each text.
        case parts
    }

    /// Where a `system` turn inside the conversation goes.
    package enum LaterSystemTurns: Sendable {
        /// It stays what and where it is.
        case inPlace
        /// It stays where it is, as a user turn: chat templates know a system turn only at the start.
        case asUser
    }

    /// What stands for text that is not there.
    package enum EmptyContent: Sendable {
        case null
        /// `""`.
        case empty
        /// `" "`, where empty text is refused.
        case space
    }

    /// What is done with a last turn that the assistant is to go on with.
    package enum Prefill: Sendable {
        /// The request is refused: the server would take the turn for finished and answer afresh.
        case refused
        /// The turn is sent with `prefix: true`.
        case prefix
    }

    /// How an answer of a given shape is asked for.
    package enum ResponseFormat: Sendable {
        /// By `response_format: {type: json_schema}`.
        case jsonSchema
        /// By `{type: json_object}` and the schema in the operator's text.
        case jsonObject
    }

    /// What ids of tool calls look like.
    package enum ToolCallIDs: Sendable {
        /// The client's, or the upstream's own behind it.
        case original
        /// The client's.
        case any
        /// Exactly nine letters and digits.
        case nineAlphanumeric
    }

    /// How the web is searched.
    package enum WebSearch: Sendable {
        case none
        /// By OpenRouter's plugin `web`.
        case openRouterPlugin
    }

    /// How reasoning is asked for.
    package enum ReasoningRequest: Sendable {
        case none
        /// `reasoning_effort`, one of the levels that the model knows.
        case effort
        /// `reasoning: {effort | max_tokens | enabled}`.
        case object
        /// `thinking: {type: enabled | disabled}`.
        case thinkingType
        /// `enable_thinking` and `thinking_budget`.
        case enableThinking
    }

    /// How the reasoning of earlier turns is sent back.
    package enum ReasoningReplay: Sendable, Equatable {
        case none
        /// As `reasoning`.
        case reasoning
        /// As `reasoning_content`.
        case reasoningContent
        /// As `reasoning_content`, which must not be missing from a turn with tool calls: `" "` where it is lost.
        case requiredReasoningContent
        /// As `reasoning_details`, unchanged.
        case reasoningDetails
        /// As the `extra_content` of the tool call behind it.
        ///
        /// Where the first call of a turn has lost it, `placeholder` is sent, but not to models whose names hold `unless`.
        case callSignature(placeholder: String, unless: String)
    }

    /// A field that is always sent, or always in one case.
    package struct FixedField: Sendable, Equatable {
        /// When a field is sent.
        package enum Condition: Sendable {
            case always
            /// Only to models that reason.
            case reasoningModel
            /// Only with tools.
            case tools
        }

        package let name: String
        /// The value, as JSON.
        package let json: String
        package let condition: Condition

        package init(_ name: String, json: String, when condition: Condition = .always) {
            self.name = name
            self.json = json
            self.condition = condition
        }
    }
}
