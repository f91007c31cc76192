import Foundation
import NIOCore
import Testing

/// The event stream vectors: frames, reads that cut them, and streams that end too early.
struct EventStreamVectors: Decodable {
    struct Frame: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let hex: String
        let outcome: String
        let decoded: [Message]?
        let innerEvents: [String]?
        var testDescription: String { name }
    }

    struct Message: Decodable, Sendable {
        let headers: [String: HeaderValue]
        let payloadHex: String
    }

    struct Reads: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let readsHex: [String]
        let messageCount: Int
        let outcome: String?
        var testDescription: String { name }
    }

    /// A header's value as the vectors write it: a truth value, a number, a text, or `{"hex": …}`.
    enum HeaderValue: Decodable, Equatable, Sendable {
        case boolean(Bool)
        case integer(Int64)
        case text(String)
        case hex(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let value = try? container.decode(Bool.self) {
                self = .boolean(value)
            } else if let value = try? container.decode(Int64.self) {
                self = .integer(value)
            } else if let value = try? container.decode(String.self) {
                self = .text(value)
            } else {
                self = .hex(try container.decode([String: String].self)["hex"] ?? "")
            }
        }
    }

    let frames: [Frame]
    let splitReads: [Reads]
    let truncation: [Reads]

    static let shared: EventStreamVectors = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(Self.self, from: Data(contentsOf: Fixtures.url("vectors/eventstream.json")))
        } catch {
            fatalError("The vectors cannot be read: \(error)")
        }
    }()

    static func frame(_ name: String) -> ByteBuffer {
        guard let frame = shared.frames.first(where: { $0.name == name }) else { fatalError("No vector \(name).") }
        return ByteBuffer(hex: frame.hex)
    }
}

/// The files below `Tests/Fixtures`.
enum Fixtures {
    static func url(_ path: String) -> URL {
        URL(filePath: #filePath).appending(path: "../../../../Fixtures").appending(path: path).standardized
    }
}

extension ByteBuffer {
    /// The bytes that hexadecimal digits stand for; anything else between them is skipped.
    init(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        self.init(bytes: stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }

    var hex: String {
        readableBytesView.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
