import Foundation
import MessagesAPI
import NIOCore
import TestSupport

/// What a client understands of a Messages stream, or of its beginning: blocks put together, as SDKs do it.
struct StreamedMessage: Equatable {
    enum Block: Equatable, Sendable {
        case text(String)
        case thinking(String, signature: String)
        case redacted(String)
        case toolUse(id: String, name: String, json: String)
    }

    private(set) var id = ""
    private(set) var model = ""
    private(set) var blocks: [Block] = []
    private(set) var stopReason: String?
    private(set) var stopSequence: String?
    private(set) var explanation: String?
    /// The numbers of `message_start`, replaced by those of `message_delta`.
    private(set) var usage: [String: Int] = [:]
    private(set) var startUsage: [String: Int] = [:]
    private(set) var thinkingTokens: Int?
    private(set) var isComplete = false

    /// Fails if the bytes are not whole events in the order of the Messages API.
    init(reading bytes: ByteBuffer) throws {
        var grammar = MessageStreamGrammar()
        for event in try SSEReader.events(in: bytes.readableBytesView) {
            let head = try MessageEvent(reading: event.data.utf8Span.span.bytes)
            guard let type = head.type else { throw CocoaError(.coderInvalidValue) }
            try grammar.accept(type, index: head.index)
            guard let data = try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any] else {
                throw CocoaError(.coderInvalidValue)
            }
            try take(type, data)
        }
        isComplete = grammar.isComplete
    }

    private mutating func take(_ type: MessageEventType, _ data: [String: Any]) throws {
        switch type {
        case .messageStart:
            let message = data["message"] as? [String: Any] ?? [:]
            id = message["id"] as? String ?? ""
            model = message["model"] as? String ?? ""
            startUsage = message["usage"] as? [String: Int] ?? [:]
            usage = startUsage
        case .contentBlockStart: blocks.append(try Self.block(data["content_block"] as? [String: Any] ?? [:]))
        case .contentBlockDelta: try append(data["delta"] as? [String: Any] ?? [:])
        case .messageDelta: takeEnd(data)
        case .contentBlockStop, .messageStop, .ping, .error, .other: break
        }
    }

    private mutating func takeEnd(_ data: [String: Any]) {
        let delta = data["delta"] as? [String: Any]
        stopReason = delta?["stop_reason"] as? String
        stopSequence = delta?["stop_sequence"] as? String
        explanation = (delta?["stop_details"] as? [String: Any])?["explanation"] as? String
        let numbers = data["usage"] as? [String: Any] ?? [:]
        usage.merge(numbers.compactMapValues { $0 as? Int }) { $1 }
        thinkingTokens = (numbers["output_tokens_details"] as? [String: Int])?["thinking_tokens"]
    }

    private static func block(_ start: [String: Any]) throws -> Block {
        switch start["type"] as? String {
        case "text": return .text(start["text"] as? String ?? "?")
        case "thinking":
            return .thinking(start["thinking"] as? String ?? "?", signature: start["signature"] as? String ?? "?")
        case "redacted_thinking": return .redacted(start["data"] as? String ?? "?")
        default:
            guard (start["input"] as? [String: Any])?.isEmpty == true else { throw CocoaError(.coderInvalidValue) }
            return .toolUse(id: start["id"] as? String ?? "?", name: start["name"] as? String ?? "?", json: "")
        }
    }

    private mutating func append(_ delta: [String: Any]) throws {
        let text = delta["type"] as? String
        switch (blocks.removeLast(), text) {
        case (.text(let before), "text_delta"):
            blocks.append(.text(before + (delta["text"] as? String ?? "?")))
        case (.thinking(let before, let signature), "thinking_delta"):
            blocks.append(.thinking(before + (delta["thinking"] as? String ?? "?"), signature: signature))
        case (.thinking(let before, _), "signature_delta"):
            blocks.append(.thinking(before, signature: delta["signature"] as? String ?? "?"))
        case (.toolUse(let id, let name, let before), "input_json_delta"):
            blocks.append(.toolUse(id: id, name: name, json: before + (delta["partial_json"] as? String ?? "?")))
        default:
            throw CocoaError(.coderInvalidValue)
        }
    }
}
