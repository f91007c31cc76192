import NIOCore

/// Builds frames as an upstream would, with a checksum of its own, so that encoder and decoder cannot be wrong alike.
enum EventStreamFrame {
    static func make(headers: [(name: String, value: String)], payload: String) -> ByteBuffer {
        var bytes = ByteBuffer()
        for header in headers {
            bytes.writeInteger(UInt8(header.name.utf8.count))
            bytes.writeString(header.name)
            bytes.writeInteger(UInt8(7))
            bytes.writeInteger(UInt16(header.value.utf8.count))
            bytes.writeString(header.value)
        }
        return make(headers: bytes, payload: ByteBuffer(string: payload))
    }

    static func make(headers: ByteBuffer, payload: ByteBuffer) -> ByteBuffer {
        var frame = prelude(
            frameLength: UInt32(headers.readableBytes + payload.readableBytes + 16),
            headersLength: UInt32(headers.readableBytes)
        )
        frame.writeImmutableBuffer(headers)
        frame.writeImmutableBuffer(payload)
        frame.writeInteger(checksum(frame.readableBytesView))
        return frame
    }

    /// Twelve bytes with a right checksum, whatever the lengths.
    static func prelude(frameLength: UInt32, headersLength: UInt32) -> ByteBuffer {
        var prelude = ByteBuffer()
        prelude.writeInteger(frameLength)
        prelude.writeInteger(headersLength)
        prelude.writeInteger(checksum(prelude.readableBytesView))
        return prelude
    }

    /// A `chunk` message around one Messages event.
    static func chunk(_ event: String, padding: String = "abcdefghij") -> ByteBuffer {
        chunk(payload: "{\"bytes\":\"\(base64(Array(event.utf8)))\",\"p\":\"\(padding)\"}")
    }

    static func chunk(payload: String) -> ByteBuffer {
        make(
            headers: [
                (":event-type", "chunk"), (":content-type", "application/json"), (":message-type", "event"),
            ],
            payload: payload
        )
    }

    static func exception(_ type: String, _ payload: String = "{\"message\":\"It failed.\"}") -> ByteBuffer {
        make(
            headers: [
                (":exception-type", type), (":content-type", "application/json"), (":message-type", "exception"),
            ],
            payload: payload
        )
    }

    /// CRC-32, one bit after the other.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
