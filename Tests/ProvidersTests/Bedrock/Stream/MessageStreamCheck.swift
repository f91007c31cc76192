import Foundation
import NIOCore
import TestSupport

/// Whether bytes are the beginning of a Messages stream, found out another way than the code under test does it.
struct MessageStreamCheck {
    /// The data of each event.
    let events: [[String: Any]]
    /// One letter an event; the order of a stream is a regular language.
    let letters: String

    var isComplete: Bool { letters.hasSuffix("E") }

    /// `nil` if the bytes are not whole events of that kind in that order.
    init?(_ bytes: ByteBuffer) {
        guard let read = try? SSEReader.events(in: bytes.readableBytesView) else { return nil }
        var events: [[String: Any]] = []
        var letters = ""
        for event in read {
            guard let data = try? JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any],
                data["type"] as? String == event.name
            else { return nil }
            events.append(data)
            letters += Self.letter[event.name] ?? ""
        }
        self.events = events
        self.letters = letters
        guard letters.wholeMatch(of: /|S(\(d*\))*(\(d*)?|S(\(d*\))*M+E?/) != nil, hasRightIndexes else { return nil }
        guard let start = events.first(where: { $0["type"] as? String == "message_start" }) else { return }
        guard let message = start["message"] as? [String: Any], message["model"] as? String == "claude-sonnet-4-5"
        else {
            return nil
        }
    }

    private static let letter = [
        "message_start": "S", "content_block_start": "(", "content_block_delta": "d", "content_block_stop": ")",
        "message_delta": "M", "message_stop": "E", "error": "X",
    ]

    private var hasRightIndexes: Bool {
        var blocks = -1
        for event in events {
            let type = event["type"] as? String ?? ""
            if type == "content_block_start" { blocks += 1 }
            let belongsToBlock = ["(", "d", ")"].contains(Self.letter[type])
            if belongsToBlock, event["index"] as? Int != blocks { return false }
        }
        return true
    }
}
