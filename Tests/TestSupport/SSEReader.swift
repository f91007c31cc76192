/// Reads server-sent events as strictly as our own writer promises to write them, wherever the bytes were cut.
///
/// One `event:` line, one `data:` line, an empty line; line feeds only; UTF-8. Anything a browser would forgive is an
/// error here.
package struct SSEReader {
    /// One event.
    package struct Event: Equatable, Sendable {
        package let name: String
        package let data: String

        package init(name: String, data: String) {
            self.name = name
            self.data = data
        }
    }

    /// How the bytes broke the format.
    package enum Failure: Error, Equatable {
        case carriageReturn
        case invalidUTF8
        case unexpectedLine(String)
        case repeatedField(String)
        case incompleteEvent
        case truncated
    }

    private var line: [UInt8] = []
    private var name: String?
    private var data: String?

    package init() {}

    /// The events of a whole stream.
    package static func events(in bytes: some Sequence<UInt8>) throws -> [Event] {
        var reader = SSEReader()
        let events = try reader.push(bytes)
        try reader.finish()
        return events
    }

    /// Takes bytes as they came; returns the events that became complete.
    package mutating func push(_ bytes: some Sequence<UInt8>) throws -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                guard byte != UInt8(ascii: "\r") else { throw Failure.carriageReturn }
                line.append(byte)
                continue
            }
            if let event = try endLine() { events.append(event) }
        }
        return events
    }

    /// The stream ended; fails if that was inside an event.
    package func finish() throws {
        guard line.isEmpty, name == nil, data == nil else { throw Failure.truncated }
    }

    private mutating func endLine() throws -> Event? {
        guard let text = String(validating: line, as: UTF8.self) else { throw Failure.invalidUTF8 }
        line.removeAll(keepingCapacity: true)
        if text.isEmpty {
            guard let name, let data else { throw Failure.incompleteEvent }
            (self.name, self.data) = (nil, nil)
            return Event(name: name, data: data)
        }
        if text.hasPrefix("event: ") {
            guard name == nil else { throw Failure.repeatedField("event") }
            name = String(text.dropFirst("event: ".count))
        } else if text.hasPrefix("data: "), name != nil {
            guard data == nil else { throw Failure.repeatedField("data") }
            data = String(text.dropFirst("data: ".count))
        } else {
            throw Failure.unexpectedLine(text)
        }
        return nil
    }
}
