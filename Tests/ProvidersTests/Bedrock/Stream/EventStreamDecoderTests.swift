import NIOCore
import Providers
import Testing

@Suite("Event stream decoding")
struct EventStreamDecoderTests {
    /// The messages up to the end or to an error, which is returned beside them.
    static func decode(_ chunks: [ByteBuffer]) -> (messages: [EventStreamMessage], error: EventStreamError?) {
        var decoder = EventStreamDecoder()
        var messages: [EventStreamMessage] = []
        do throws(EventStreamError) {
            for chunk in chunks {
                decoder.push(chunk)
                while let message = try decoder.next() { messages.append(message) }
            }
            try decoder.finish()
        } catch {
            return (messages, error)
        }
        return (messages, nil)
    }

    private static let fatal: [String: [EventStreamError]] = [
        "fatal: prelude checksum": [.preludeChecksum],
        "fatal: message checksum": [.messageChecksum],
        "fatal: length limit": [.payloadTooLong, .headersTooLong, .headersLongerThanFrame],
        "fatal: duplicate header": [.duplicateHeader],
        "fatal: header type": [.unknownHeaderType],
        "fatal: header overrun": [.headerOverrun],
    ]

    @Test("Every frame of the vectors comes out as written there", arguments: EventStreamVectors.shared.frames)
    func frames(_ frame: EventStreamVectors.Frame) throws {
        for size in [Int.max, 1, 7] {
            let (messages, error) = Self.decode(ByteBuffer(hex: frame.hex).cut(every: size))

            if frame.outcome.hasPrefix("fatal") {
                #expect(Self.fatal[frame.outcome]?.contains(try #require(error)) == true)
                continue
            }
            #expect(error == nil)
            guard let decoded = frame.decoded else { continue }
            #expect(messages.map(\.payload.hex) == decoded.map(\.payloadHex))
            #expect(try messages.map { try values($0.headers) } == decoded.map(\.headers))
        }
    }

    @Test("The stream of the vectors has its twelve messages")
    func wholeStream() {
        let (messages, error) = Self.decode([EventStreamVectors.frame("full-stream")])

        #expect(error == nil)
        #expect(messages.count == 12)
    }

    @Test("It does not matter where reads cut the frames", arguments: EventStreamVectors.shared.splitReads)
    func splitReads(_ reads: EventStreamVectors.Reads) {
        let (messages, error) = Self.decode(reads.readsHex.map(ByteBuffer.init(hex:)))

        #expect(error == nil)
        #expect(messages.count == reads.messageCount)
    }

    @Test("A stream that ends inside a frame is truncated", arguments: EventStreamVectors.shared.truncation)
    func truncation(_ reads: EventStreamVectors.Reads) {
        let (messages, error) = Self.decode(reads.readsHex.map(ByteBuffer.init(hex:)))

        #expect(messages.count == reads.messageCount)
        #expect(error == (reads.outcome == "truncated" ? .truncated : nil))
    }

    @Test("Every cut of two frames gives the same two messages, and every shorter stream is truncated")
    func everyCut() {
        var bytes = EventStreamVectors.frame("all-header-types")
        bytes.writeImmutableBuffer(EventStreamVectors.frame("chunk-no-padding"))
        let whole = Self.decode([bytes]).messages.map(\.payload)

        for cut in 0...bytes.readableBytes {
            let head = ByteBuffer(bytes.readableBytesView.prefix(cut))
            let tail = ByteBuffer(bytes.readableBytesView.dropFirst(cut))
            #expect(Self.decode([head, tail]).messages.map(\.payload) == whole)
            let isBorder = [0, 106, bytes.readableBytes].contains(cut)
            #expect(Self.decode([head]).error == (isBorder ? nil : .truncated))
        }
    }

    @Test("Every flipped bit of a frame is noticed, and the decoder stays dead")
    func flippedBits() {
        let frame = EventStreamVectors.frame("all-header-types")
        for bit in 0..<frame.readableBytes * 8 {
            var broken = Array(frame.readableBytesView)
            broken[bit / 8] ^= 1 << (bit % 8)
            var decoder = EventStreamDecoder()
            decoder.push(ByteBuffer(bytes: broken))
            let error = bit < 96 ? EventStreamError.preludeChecksum : .messageChecksum
            #expect(throws: error) { try decoder.next() }
            decoder.push(frame)
            #expect(throws: error) { try decoder.next() }
            #expect(throws: error) { try decoder.finish() }
        }
    }

    @Test(
        "Lengths are held against the limits as soon as the prelude is there",
        arguments: [
            (15, 0, .frameTooShort), (0, 0, .frameTooShort), (16, 1, .headersLongerThanFrame),
            (100, UInt32.max, .headersLongerThanFrame), (200_000, 131_073, .headersTooLong),
            (25_165_841, 0, .payloadTooLong), (25_296_913, 131_072, .payloadTooLong),
            (UInt32.max, 0, .payloadTooLong), (UInt32.max, UInt32.max, .headersLongerThanFrame),
        ] as [(UInt32, UInt32, EventStreamError)]
    )
    func limits(_ frameLength: UInt32, _ headersLength: UInt32, _ error: EventStreamError) {
        var decoder = EventStreamDecoder()
        decoder.push(EventStreamFrame.prelude(frameLength: frameLength, headersLength: headersLength))

        #expect(throws: error) { try decoder.next() }
    }

    @Test(
        "The longest headers and the longest payload are within the limits",
        arguments: [(25_165_840, 0), (25_296_912, 131_072), (131_088, 131_072)] as [(UInt32, UInt32)]
    )
    func atTheLimits(_ frameLength: UInt32, _ headersLength: UInt32) throws {
        var decoder = EventStreamDecoder()
        decoder.push(EventStreamFrame.prelude(frameLength: frameLength, headersLength: headersLength))

        #expect(try decoder.next() == nil)
    }

    @Test("A frame of 20 MiB in small pieces costs no more than its bytes")
    func largeFrame() throws {
        let payload = ByteBuffer(repeating: UInt8(ascii: "x"), count: 2 * 1024 * 1024)
        let small = EventStreamFrame.make(headers: ByteBuffer(), payload: payload)
        let large = ByteBuffer(repeating: 0, count: 20 * 1024 * 1024)
        var frame = EventStreamFrame.prelude(frameLength: UInt32(large.readableBytes + 16), headersLength: 0)
        frame.writeImmutableBuffer(large)
        frame.writeInteger(CRC32.checksum(of: frame.readableBytesSpan))
        frame.writeImmutableBuffer(small)

        let (messages, error) = Self.decode(frame.cut(every: 1024))

        #expect(error == nil)
        #expect(messages.map(\.payload) == [large, payload])
    }

    private func values(_ headers: EventStreamHeaders) throws -> [String: EventStreamVectors.HeaderValue] {
        var values: [String: EventStreamVectors.HeaderValue] = [:]
        for header in headers.ranges {
            let name = String(decoding: Array(buffer: headers.bytes)[header.name], as: UTF8.self)
            let bytes = ByteBuffer(bytes: Array(buffer: headers.bytes)[header.value])
            let number = bytes.readableBytesView.reduce(Int64(0)) { $0 << 8 | Int64($1) }
            let shift = 64 - 8 * bytes.readableBytes
            values[name] =
                switch header.kind {
                case .true: .boolean(true)
                case .false: .boolean(false)
                case .int8, .int16, .int32, .int64, .timestamp: .integer((number << shift) >> shift)
                case .string: .text(String(buffer: bytes))
                case .bytes, .uuid: .hex(bytes.hex)
                }
        }
        return values
    }
}

extension ByteBuffer {
    /// The readable bytes in pieces of that size; the last may be shorter.
    func cut(every size: Int) -> [ByteBuffer] {
        var rest = self
        var pieces: [ByteBuffer] = []
        while rest.readableBytes > 0, let piece = rest.readBytes(length: min(size, rest.readableBytes)) {
            pieces.append(ByteBuffer(bytes: piece))
        }
        return pieces
    }
}
