import Foundation
import NIOCore
import TestSupport

/// What a client has in hand at the end of a message, be it streamed or not.
struct MessageSum: Equatable {
    struct Block: Equatable {
        var type = ""
        var id = ""
        var name = ""
        /// The text, the thinking, the data or the input.
        var content = ""
        var signature = ""
    }

    var blocks: [Block] = []
    var stopReason: String?
    var stopSequence: String?
    var explanation: String?
    var usage: [String: Int]?

    /// Reads a whole message.
    init(json: ByteBuffer) throws {
        guard let message = try JSONSerialization.jsonObject(with: Data(json.readableBytesView)) as? [String: Any]
        else {
            throw CocoaError(.coderReadCorrupt)
        }
        for block in message["content"] as? [[String: Any]] ?? [] { append(block) }
        take(end: message)
        usage = Self.counts(message["usage"])
    }

    /// Adds up the events of a stream, as the SDKs do.
    init(events bytes: ByteBuffer) throws {
        for event in try SSEReader.events(in: bytes.readableBytesView) {
            let data = try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any] ?? [:]
            let delta = data["delta"] as? [String: Any] ?? [:]
            switch event.name {
            case "content_block_start": append(data["content_block"] as? [String: Any] ?? [:])
            case "content_block_delta": take(delta: delta)
            case "message_delta":
                take(end: delta)
                usage = Self.counts(data["usage"])
            default: break
            }
        }
        for index in blocks.indices where blocks[index].type == "tool_use" {
            blocks[index].content = try Self.normalized(blocks[index].content)
        }
    }

    private mutating func append(_ json: [String: Any]) {
        var block = Block(type: json["type"] as? String ?? "")
        block.id = json["id"] as? String ?? ""
        block.name = json["name"] as? String ?? ""
        block.signature = json["signature"] as? String ?? ""
        let text = ["text", "thinking", "data"].compactMap { json[$0] as? String }.first
        let input = (json["input"] as? [String: Any]).flatMap { $0.isEmpty ? "" : Self.text($0) }
        block.content = text ?? input ?? ""
        blocks.append(block)
    }

    private mutating func take(delta: [String: Any]) {
        let text = ["text", "thinking", "partial_json"].compactMap { delta[$0] as? String }.first ?? ""
        blocks[blocks.count - 1].content += text
        blocks[blocks.count - 1].signature += delta["signature"] as? String ?? ""
    }

    private mutating func take(end: [String: Any]) {
        stopReason = end["stop_reason"] as? String
        stopSequence = end["stop_sequence"] as? String
        explanation = (end["stop_details"] as? [String: Any])?["explanation"] as? String
    }

    private static func counts(_ usage: Any?) -> [String: Int] {
        var counts: [String: Int] = [:]
        for (name, value) in usage as? [String: Any] ?? [:] {
            counts[name] = value as? Int ?? (value as? [String: Int])?.values.first
        }
        return counts
    }

    private static func normalized(_ json: String) throws -> String {
        guard !json.isEmpty else { return "" }
        let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        return value.map { $0.isEmpty ? "" : text($0) } ?? json
    }

    private static func text(_ value: [String: Any]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
