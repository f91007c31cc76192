import Foundation
import NIOCore
import Testing

/// The stream vectors: what servers send, and the events that a client is to get.
struct ChatStreamVectors: Decodable {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let upstreamSse: String?
        let readsBase64: [String]?
        let outcome: String
        var testDescription: String { name }

        /// What the server sends, read by read.
        var reads: [ByteBuffer] {
            if let upstreamSse { return [ByteBuffer(string: upstreamSse)] }
            return (readsBase64 ?? []).compactMap { Data(base64Encoded: $0).map { ByteBuffer(bytes: $0) } }
        }
    }

    let cases: [Case]

    static let all: [Case] = {
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(ChatStreamVectors.self, from: Data(contentsOf: url)).cases
        } catch {
            fatalError("The vectors cannot be read: \(error)")
        }
    }()

    /// The events of a case, in a form that two streams of the same meaning share.
    static func events(of name: String) throws -> NSArray {
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
        let found = (document?["cases"] as? [[String: Any]])?.first { $0["name"] as? String == name }
        let events = found?["events"] as? [[String: Any]] ?? []
        return normalized(events.compactMap { $0["data"] as? [String: Any] })
    }

    /// Events without pings, with the deltas of a block joined and signatures made equal.
    static func normalized(_ events: [[String: Any]]) -> NSArray {
        var result: [[String: Any]] = []
        for event in events where event["type"] as? String != "ping" {
            var event = event
            if var delta = event["delta"] as? [String: Any], delta["signature"] != nil {
                delta["signature"] = "SIG"
                event["delta"] = delta
            }
            if let last = result.last, let joined = joined(last, event) {
                result[result.count - 1] = joined
            } else {
                result.append(event)
            }
        }
        return result as NSArray
    }

    private static func joined(_ first: [String: Any], _ second: [String: Any]) -> [String: Any]? {
        guard let before = first["delta"] as? [String: Any], let after = second["delta"] as? [String: Any],
            before["type"] as? String == after["type"] as? String
        else { return nil }
        for member in ["text", "thinking", "partial_json"] {
            guard let start = before[member] as? String, let end = after[member] as? String else { continue }
            var event = first
            event["delta"] = before.merging([member: start + end]) { $1 }
            return event
        }
        return nil
    }

    private static let url = Fixtures.url("vectors/translate_stream.json")
}
