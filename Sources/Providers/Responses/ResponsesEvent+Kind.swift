import MessagesAPI

extension ResponsesEvent {
    /// What an event says, by its `type`.
    enum Kind: Sendable, Equatable {
        case itemAdded
        case itemDone
        case textDelta
        case textDone
        case refusalDelta
        case refusalDone
        case argumentsDelta
        case argumentsDone
        case summaryDelta
        case summaryDone
        case reasoningDelta
        case reasoningDone
        case completed
        case incomplete
        case failed
        case error
        /// What needs no translation: beginnings, citations, the steps of tools that the server runs itself.
        case other

        /// Finds the kind by the bytes of its name, the most frequent ones first; `nil` if the name is not known.
        init?(name: RawSpan) {
            if name.equals("response.output_text.delta") {
                self = .textDelta
            } else if name.equals("response.function_call_arguments.delta") {
                self = .argumentsDelta
            } else if name.equals("response.reasoning_summary_text.delta") {
                self = .summaryDelta
            } else if name.equals("response.reasoning_text.delta") {
                self = .reasoningDelta
            } else if name.equals("response.refusal.delta") {
                self = .refusalDelta
            } else if let kind = Self.rare.first(where: { name.equals($0.name) })?.kind {
                self = kind
            } else {
                return nil
            }
        }

        /// Whether the event has a piece of a text, not the whole.
        var isDelta: Bool {
            switch self {
            case .textDelta, .refusalDelta, .argumentsDelta, .summaryDelta, .reasoningDelta: true
            default: false
            }
        }

        /// Whether the event has the whole text of a part that is through.
        var isPartDone: Bool {
            switch self {
            case .textDone, .refusalDone, .argumentsDone, .summaryDone, .reasoningDone: true
            default: false
            }
        }

        /// The kind of the items that such events are about; `nil` for those that name the item or are about none.
        var itemKind: ResponsesOutputItem.Kind? {
            switch self {
            case .textDelta, .textDone, .refusalDelta, .refusalDone: .message
            case .argumentsDelta, .argumentsDone: .functionCall
            case .summaryDelta, .summaryDone, .reasoningDelta, .reasoningDone: .reasoning
            case .itemAdded, .itemDone, .completed, .incomplete, .failed, .error, .other: nil
            }
        }

        private static let rare: [(name: StaticString, kind: Kind)] = [
            ("response.output_item.added", .itemAdded),
            ("response.output_item.done", .itemDone),
            ("response.output_text.done", .textDone),
            ("response.refusal.done", .refusalDone),
            ("response.function_call_arguments.done", .argumentsDone),
            ("response.reasoning_summary_text.done", .summaryDone),
            ("response.reasoning_text.done", .reasoningDone),
            ("response.completed", .completed),
            ("response.incomplete", .incomplete),
            ("response.failed", .failed),
            ("response.cancelled", .failed),
            ("error", .error),
        ]
    }
}
