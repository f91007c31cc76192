import MessagesAPI
import NIOCore

/// About how large a translated request will be, so that its buffer need not grow.
enum RequestSize {
    /// Bytes around each item: keys, ids, quotes.
    private static let overhead = 128

    static func estimate(_ conversation: Conversation, _ tools: FunctionTools) -> Int {
        var bytes = 1024
        for text in conversation.system { bytes += text.text.utf8.count + overhead }
        for tool in tools.functions { bytes += tool.parameters.count + (tool.description?.utf8.count ?? 0) + overhead }
        for turn in conversation.turns {
            switch turn {
            case .system(let texts): for text in texts { bytes += text.text.utf8.count + overhead }
            case .user(let items): bytes += size(items)
            case .toolResults(let answers): for answer in answers { bytes += size(answer.items) + overhead }
            case .assistant(let items): for item in items { bytes += size(item) }
            }
        }
        // Line breaks and quotes take two bytes each.
        return bytes + bytes / 8
    }

    private static func size(_ items: [Conversation.Item]) -> Int {
        items.reduce(0) { sum, item in
            switch item {
            case .text(let text): sum + text.text.utf8.count + overhead
            case .image(let image, _):
                if case .base64(_, let data) = image.source { sum + data.utf8.count + overhead } else { sum + overhead }
            case .document(let document, _):
                if case .base64(_, let data) = document.source {
                    sum + data.utf8.count + overhead
                } else {
                    sum + overhead
                }
            }
        }
    }

    private static func size(_ item: Conversation.AssistantItem) -> Int {
        switch item {
        case .text(let text): text.text.utf8.count + overhead
        case .call(let call): call.input.bytes.readableBytes + overhead
        case .reasoning(let reasoning): max(reasoning.text.utf8.count, reasoning.payload.count) + overhead
        }
    }
}
