@testable import SimulatedUpstream

/// Takes event-stream frames apart, by a reading of the format of its own.
struct FrameReader {
    struct Malformed: Error {}

    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// All frames; throws at the first byte that is not right.
    static func frames(in bytes: [UInt8]) throws -> [SimulatedFrame] {
        var reader = FrameReader(bytes)
        var frames: [SimulatedFrame] = []
        while !reader.rest.isEmpty { frames.append(try reader.next()) }
        return frames
    }

    mutating func next() throws -> SimulatedFrame {
        let frame = rest
        guard let total = Self.number(frame.prefix(4)), let headers = Self.number(frame.dropFirst(4).prefix(4)) else {
            throw Malformed()
        }
        guard total >= 16, headers <= total - 16, frame.count >= total else { throw Malformed() }
        let body = frame.prefix(total)
        guard Self.number(body.dropFirst(8).prefix(4)) == Self.crc(body.prefix(8)) else { throw Malformed() }
        guard Self.number(body.suffix(4)) == Self.crc(body.dropLast(4)) else { throw Malformed() }
        rest = frame.dropFirst(total)
        let payload = Array(body.dropFirst(12 + headers).dropLast(4))
        return SimulatedFrame(headers: try Self.headers(body.dropFirst(12).prefix(headers)), payload: payload)
    }

    private static func headers(_ bytes: ArraySlice<UInt8>) throws -> [(name: String, value: SimulatedFrame.Value)] {
        var rest = bytes
        var headers: [(name: String, value: SimulatedFrame.Value)] = []
        func take(_ count: Int) throws -> ArraySlice<UInt8> {
            guard rest.count >= count else { throw Malformed() }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        while let length = rest.popFirst() {
            let name = String(decoding: try take(Int(length)), as: UTF8.self)
            guard let type = rest.popFirst() else { throw Malformed() }
            headers.append((name, try value(type, take)))
        }
        return headers
    }

    private static func value(
        _ type: UInt8,
        _ take: (Int) throws -> ArraySlice<UInt8>
    ) throws -> SimulatedFrame.Value {
        func integer(_ width: Int) throws -> Int64 {
            let unsigned = try take(width).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return Int64(bitPattern: unsigned << (64 - 8 * width)) >> (64 - 8 * width)
        }
        func counted() throws -> [UInt8] { Array(try take(Int(try integer(2) & 0xFFFF))) }
        switch type {
        case 0, 1: return .boolean(type == 0)
        case 2: return .int8(Int8(try integer(1)))
        case 3: return .int16(Int16(try integer(2)))
        case 4: return .int32(Int32(try integer(4)))
        case 5: return .int64(try integer(8))
        case 6: return .bytes(try counted())
        case 7: return .string(String(decoding: try counted(), as: UTF8.self))
        case 8: return .timestamp(try integer(8))
        case 9: return .uuid(Array(try take(16)))
        default: throw Malformed()
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.count == 4 ? bytes.reduce(0) { $0 << 8 | Int($1) } : nil
    }

    /// Bit by bit, so that a wrong table shows.
    private static func crc(_ bytes: ArraySlice<UInt8>) -> Int {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
        }
        return Int(value ^ 0xFFFF_FFFF)
    }
}

extension SimulatedFrame {
    /// The value of a string header.
    func text(_ name: String) -> String? {
        guard case .string(let text) = headers.first(where: { $0.name == name })?.value else { return nil }
        return text
    }

    /// The inner event of a chunk.
    var inner: ParsedJSON? {
        guard let outer = ParsedJSON(payload), let text = outer["bytes"]?.string else { return nil }
        return Base64.decode(Array(text.utf8)).flatMap { ParsedJSON($0) }
    }
}
