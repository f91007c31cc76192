import Foundation
import NIOCore
import Providers

/// Builds frames as an upstream would.
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
        frame.writeInteger(CRC32.checksum(of: frame.readableBytesSpan))
        return frame
    }

    /// Twelve bytes with a right checksum, whatever the lengths.
    static func prelude(frameLength: UInt32, headersLength: UInt32) -> ByteBuffer {
        var prelude = ByteBuffer()
        prelude.writeInteger(frameLength)
        prelude.writeInteger(headersLength)
        prelude.writeInteger(CRC32.checksum(of: prelude.readableBytesSpan))
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

    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
