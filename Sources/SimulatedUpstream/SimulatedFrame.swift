/// Encodes one message of the AWS event stream.
///
/// Source: AWS event stream encoding (`vnd.amazon.eventstream`): big-endian lengths, CRC-32 over the prelude and over the
/// whole, seen 2026-11-22.
package struct SimulatedFrame: Sendable {
    /// A header's value, by the type numbers of the format.
    package enum Value: Sendable {
        case boolean(Bool)
        case int8(Int8)
        case int16(Int16)
        case int32(Int32)
        case int64(Int64)
        case bytes([UInt8])
        case string(String)
        /// Milliseconds since 1970.
        case timestamp(Int64)
        /// 16 bytes.
        case uuid([UInt8])
    }

    package var headers: [(name: String, value: Value)]
    package var payload: [UInt8]

    package init(headers: [(name: String, value: Value)] = [], payload: [UInt8] = []) {
        self.headers = headers
        self.payload = payload
    }

    /// The frame's bytes.
    package var encoded: [UInt8] {
        let headerBytes = headers.flatMap(Self.encode)
        var out: [UInt8] = []
        out.reserveCapacity(headerBytes.count + payload.count + 16)
        Self.append(UInt32(headerBytes.count + payload.count + 16), to: &out)
        Self.append(UInt32(headerBytes.count), to: &out)
        Self.append(CRC32.checksum(out), to: &out)
        out += headerBytes
        out += payload
        Self.append(CRC32.checksum(out), to: &out)
        return out
    }

    private static func encode(_ header: (name: String, value: Value)) -> [UInt8] {
        let name = Array(header.name.utf8)
        return [UInt8(truncatingIfNeeded: name.count)] + name + encode(header.value)
    }

    private static func encode(_ value: Value) -> [UInt8] {
        var out: [UInt8] = []
        switch value {
        case .boolean(let flag): out.append(flag ? 0 : 1)
        case .int8(let number): out += [2, UInt8(bitPattern: number)]
        case .int16(let number):
            out.append(3)
            append(UInt16(bitPattern: number), to: &out)
        case .int32(let number):
            out.append(4)
            append(UInt32(bitPattern: number), to: &out)
        case .int64(let number):
            out.append(5)
            append(UInt64(bitPattern: number), to: &out)
        case .bytes(let bytes):
            out.append(6)
            appendCounted(bytes, to: &out)
        case .string(let text):
            out.append(7)
            appendCounted(Array(text.utf8), to: &out)
        case .timestamp(let milliseconds):
            out.append(8)
            append(UInt64(bitPattern: milliseconds), to: &out)
        case .uuid(let bytes): out += [9] + bytes
        }
        return out
    }

    private static func appendCounted(_ bytes: [UInt8], to out: inout [UInt8]) {
        append(UInt16(truncatingIfNeeded: bytes.count), to: &out)
        out += bytes
    }

    static func append(_ number: some FixedWidthInteger, to out: inout [UInt8]) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            out.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
