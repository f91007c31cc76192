import Foundation

/// An answer of the Messages API as a client reads it, whole or from its events.
struct ReadMessage {
    /// The blocks as JSON, as they would be sent back.
    let content: String
    let stopReason: String
    let model: String
    let usage: [String: Int]
    private let blocks: [[String: Any]]

    var text: String { blocks.compactMap { $0["text"] as? String }.joined() }
    var thinking: String { blocks.compactMap { $0["thinking"] as? String }.joined() }
    var signatures: [String] { blocks.compactMap { $0["signature"] as? String } }

    var calls: [(id: String, name: String, input: [String: Any])] {
        blocks.filter { $0["type"] as? String == "tool_use" }.map { block in
            (
                block["id"] as? String ?? "", block["name"] as? String ?? "",
                block["input"] as? [String: Any] ?? [:]
            )
        }
    }

    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    init(whole text: String) throws {
        guard let message = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            throw Unreadable(description: text)
        }
        try self.init(message, blocks: message["content"] as? [[String: Any]] ?? [])
    }

    /// Puts the events together as the SDKs do.
    init(events text: String) throws {
        var message: [String: Any] = [:]
        var blocks: [[String: Any]] = []
        var isComplete = false
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("data: ") {
            let data = Data(line.dropFirst(6).utf8)
            guard let event = try JSONSerialization.jsonObject(with: data) as? [String: Any] else { continue }
            switch event["type"] as? String {
            case "message_start": message = event["message"] as? [String: Any] ?? [:]
            case "content_block_start":
                var block = event["content_block"] as? [String: Any] ?? [:]
                block["partial"] = ""
                blocks.append(block)
            case "content_block_delta":
                guard let index = event["index"] as? Int, index == blocks.count - 1 else {
                    throw Unreadable(description: "a delta of a block that is not open: \(line)")
                }
                Self.add(event["delta"] as? [String: Any] ?? [:], to: &blocks[index])
            case "content_block_stop": try Self.close(&blocks[blocks.count - 1])
            case "message_delta":
                message.merge(event["delta"] as? [String: Any] ?? [:]) { $1 }
                let usage = event["usage"] as? [String: Any] ?? [:]
                message["usage"] = (message["usage"] as? [String: Any] ?? [:]).merging(usage) { $1 }
            case "message_stop": isComplete = true
            case "error": throw Unreadable(description: String(line))
            default: break
            }
        }
        guard isComplete else { throw Unreadable(description: "no message_stop: \(text.suffix(200))") }
        try self.init(message, blocks: blocks)
    }

    private init(_ message: [String: Any], blocks: [[String: Any]]) throws {
        let content = try JSONSerialization.data(withJSONObject: blocks, options: [.sortedKeys])
        self.content = String(decoding: content, as: UTF8.self)
        self.blocks = blocks
        stopReason = message["stop_reason"] as? String ?? ""
        model = message["model"] as? String ?? ""
        usage = (message["usage"] as? [String: Any] ?? [:]).compactMapValues { $0 as? Int }
    }

    private static func add(_ delta: [String: Any], to block: inout [String: Any]) {
        for (part, field) in [("text", "text"), ("thinking", "thinking"), ("signature", "signature")] {
            guard let piece = delta[part] as? String else { continue }
            block[field] = (block[field] as? String ?? "") + piece
        }
        if let piece = delta["partial_json"] as? String {
            block["partial"] = (block["partial"] as? String ?? "") + piece
        }
    }

    private static func close(_ block: inout [String: Any]) throws {
        if let json = block["partial"] as? String, !json.isEmpty {
            block["input"] = try JSONSerialization.jsonObject(with: Data(json.utf8))
        }
        block["partial"] = nil
    }
}
