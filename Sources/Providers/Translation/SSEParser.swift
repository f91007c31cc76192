import MessagesAPI
package import NIOCore

/// Cuts the bytes of an upstream's event stream into events, wherever the network cut them.
///
/// Lines end with LF, CR or CRLF. Comments are skipped, `id` and `retry` ignored. An event's data is a slice of the
/// chunk it came in, unless it has several lines or came in several chunks.
/// - Note: Source: HTML Living Standard §9.2 (https://html.spec.whatwg.org/multipage/server-sent-events.html, seen
///   2026-11-22).
package struct SSEParser: Sendable {
    /// Largest event, in bytes.
    ///
    /// A whole answer of 200,000 tokens in one event is below 2 MiB; a picture in base64 may be larger.
    package static let eventLimit = 8 * 1024 * 1024

    /// Whether a comment has come: the upstream lives, even if it has said nothing yet.
    package private(set) var sawComment = false

    /// What a line says, with where its value stands.
    private enum Field { case data(Range<Int>), event(Range<Int>), comment, other }

    private var unread = ByteBuffer()
    /// How many of the unread bytes are known to hold no line end.
    private var scanned = 0
    private var name: ByteBuffer?
    private var data: ByteBuffer?
    private var isFirstLine = true
    /// Whether the last line ended with CR, so that an LF now belongs to it.
    private var mayBeInsideLineEnd = false

    package init() {}

    /// Takes bytes as they came.
    package mutating func push(_ chunk: ByteBuffer) {
        if unread.readableBytes == 0 {
            unread = chunk
            scanned = 0
        } else {
            unread.discardReadBytes()
            unread.writeImmutableBuffer(chunk)
        }
    }

    /// The next event that is complete; `nil` if more bytes are needed.
    /// - Throws: `malformed` for an event above ``eventLimit``; nothing can be read after that.
    package mutating func next() throws(UpstreamFailure) -> SSEEvent? {
        passRestOfLineEnd()
        while let length = lineLength() {
            try checkSize(with: length)
            let event = takeLine(length)
            passLineEnd(after: length)
            if let event { return event }
        }
        try checkSize(with: unread.readableBytes)
        return nil
    }

    /// The upstream ended; returns the event whose empty line did not come, if there is one.
    package mutating func finish() -> SSEEvent? {
        passRestOfLineEnd()
        if unread.readableBytes > 0 {
            _ = takeLine(unread.readableBytes)
            unread.clear()
            scanned = 0
        }
        return takeEvent()
    }

    /// The length of the line that begins at the reader index; `nil` if it has no end yet.
    private mutating func lineLength() -> Int? {
        let length = unread.readableBytesSpan.firstLineEnd(from: scanned)
        scanned = length ?? unread.readableBytes
        return length
    }

    private mutating func passLineEnd(after length: Int) {
        mayBeInsideLineEnd = unread.getInteger(at: unread.readerIndex + length) == UInt8(ascii: "\r")
        unread.moveReaderIndex(forwardBy: length + 1)
        scanned = 0
        passRestOfLineEnd()
    }

    private mutating func passRestOfLineEnd() {
        guard mayBeInsideLineEnd, unread.readableBytes > 0 else { return }
        mayBeInsideLineEnd = false
        guard unread.getInteger(at: unread.readerIndex) == UInt8(ascii: "\n") else { return }
        unread.moveReaderIndex(forwardBy: 1)
        scanned = max(scanned - 1, 0)
    }

    /// Takes in the line of that length at the reader index; an empty one gives the event before it.
    private mutating func takeLine(_ length: Int) -> SSEEvent? {
        var start = 0
        if isFirstLine {
            isFirstLine = false
            start = unread.readableBytesSpan.hasPrefix("\u{FEFF}", within: 0..<length) ? 3 : 0
        }
        guard length > start else { return takeEvent() }
        switch field(within: start..<length) {
        case .data(let value): take(data: slice(value))
        case .event(let value): name = slice(value)
        case .comment: sawComment = true
        case .other: break
        }
        return nil
    }

    private func field(within range: Range<Int>) -> Field {
        let line = unread.readableBytesSpan
        if let value = line.value(of: "data", within: range) { return .data(value) }
        if let value = line.value(of: "event", within: range) { return .event(value) }
        return line.hasPrefix(":", within: range) ? .comment : .other
    }

    private mutating func take(data line: ByteBuffer) {
        guard data != nil else {
            data = line
            return
        }
        data?.writeStaticString("\n")
        data?.writeImmutableBuffer(line)
    }

    /// An event without data is none.
    private mutating func takeEvent() -> SSEEvent? {
        defer {
            name = nil
            data = nil
        }
        guard let data, data.readableBytes > 0 else { return nil }
        return SSEEvent(name: name, data: data)
    }

    private func slice(_ range: Range<Int>) -> ByteBuffer {
        unread.getSlice(at: unread.readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }

    private func checkSize(with lineLength: Int) throws(UpstreamFailure) {
        let size = lineLength + (data?.readableBytes ?? 0) + (name?.readableBytes ?? 0)
        guard size <= Self.eventLimit else {
            throw UpstreamFailure(
                .malformed,
                "An event of the upstream's stream has more than \(Self.eventLimit) bytes."
            )
        }
    }
}

extension RawSpan {
    fileprivate func hasPrefix(_ text: StaticString, within range: Range<Int>) -> Bool {
        range.count >= text.utf8CodeUnitCount
            && extracting(range.lowerBound..<range.lowerBound + text.utf8CodeUnitCount).equals(text)
    }

    /// Where the value of the field stands, if the line at `range` is of that field; one blank after the colon is none
    /// of it.
    fileprivate func value(of field: StaticString, within range: Range<Int>) -> Range<Int>? {
        guard hasPrefix(field, within: range) else { return nil }
        var start = range.lowerBound + field.utf8CodeUnitCount
        guard start < range.upperBound else { return start..<start }
        guard self[byte: start] == UInt8(ascii: ":") else { return nil }
        start += 1
        if start < range.upperBound, self[byte: start] == UInt8(ascii: " ") { start += 1 }
        return start..<range.upperBound
    }

    private subscript(byte index: Int) -> UInt8 { unsafeLoad(fromByteOffset: index, as: UInt8.self) }

    /// The first LF or CR from `start` on.
    ///
    /// Looks at eight bytes at once; subtracting borrows only from lanes above one that is a line end itself, so that
    /// the lowest lane found is always right.
    fileprivate func firstLineEnd(from start: Int) -> Int? {
        withUnsafeBytes { bytes in
            let ones: UInt64 = 0x0101_0101_0101_0101
            var index = start
            while index &+ 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let feeds = word ^ (ones &* 0x0A)
                let returns = word ^ (ones &* 0x0D)
                let ends = ((feeds &- ones) & ~feeds | (returns &- ones) & ~returns) & (ones &* 0x80)
                if ends != 0 { return index &+ ends.trailingZeroBitCount &>> 3 }
                index &+= 8
            }
            while index < bytes.count {
                if bytes[index] == 0x0A || bytes[index] == 0x0D { return index }
                index &+= 1
            }
            return nil
        }
    }
}
