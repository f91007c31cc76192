import Foundation
import NIOHTTP1
import TestSupport

/// Whether an answer is one that a client of the Messages API can make sense of, whatever happened behind it.
enum WellFormed {
    /// What is wrong with the answer; `nil` if nothing is.
    static func complaint(_ answer: MessagesClient.Answer) -> String? {
        let type = answer.headers.first(name: "content-type") ?? ""
        if type.hasPrefix("text/event-stream") {
            return answer.status == 200 ? stream(answer.body) : "stream with an error status"
        }
        guard type == "application/json" else { return "content type \(type)" }
        guard let object = object(answer.body) else { return "body is no JSON object" }
        return answer.status == 200 ? message(object) : error(object, status: answer.status)
    }

    /// A JSON object.
    ///
    /// Foundation refuses numbers beyond a Double, which are valid JSON: their exponents are made small for a second try.
    private static func object(_ text: String) -> [String: Any]? {
        parsed(text)
            ?? parsed(text.replacing(/(?<number>[:,\[]\s*-?[0-9.]+)[eE][+-]?[0-9]{2,}/) { "\($0.output.number)e1" })
    }

    private static func parsed(_ text: String) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
    }

    private static func message(_ object: [String: Any]) -> String? {
        object["type"] as? String == "message" && object["content"] is [Any] ? nil : "200 without a message"
    }

    private static func error(_ object: [String: Any], status: Int) -> String? {
        let error = object["error"] as? [String: Any]
        guard object["type"] as? String == "error", error?["type"] is String, error?["message"] is String else {
            return "error \(status) without the API's shape"
        }
        return [400, 404, 413, 429, 500, 504, 529].contains(status) ? nil : "status \(status)"
    }

    /// One message_start first, blocks in turn, and either message_stop or one error as the last event.
    private static func stream(_ text: String) -> String? {
        guard let events = try? SSEReader.events(in: text.utf8) else { return "not an event stream" }
        let shown = events.filter { $0.name != "ping" }
        guard let last = shown.last else { return "no event" }
        guard last.name == "message_stop" || last.name == "error" else { return "ends in \(last.name)" }
        if shown.count == 1, last.name == "error" { return nil }
        guard shown.first?.name == "message_start" else { return "begins with \(shown[0].name)" }
        return blocks(shown)
    }

    private static func blocks(_ events: [SSEReader.Event]) -> String? {
        var open: Int?
        var next = 0
        for event in events {
            guard let object = object(event.data) else { return "\(event.name) is no JSON object" }
            guard object["type"] as? String == event.name else { return "\(event.name) says another type" }
            let index = object["index"] as? Int
            switch event.name {
            case "content_block_start":
                guard open == nil, index == next else { return "block \(index ?? -1) out of order" }
                open = index
                next += 1
            case "content_block_delta": if open == nil || index != open { return "delta outside its block" }
            case "content_block_stop":
                guard open != nil, index == open else { return "stop outside its block" }
                open = nil
            default: break
            }
        }
        return nil
    }
}
