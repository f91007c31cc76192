import MessagesAPI
import NIOCore

/// Finds the events of a stream in its bytes, wherever those were cut, and says where they stand.
///
/// Bytes are not copied but where an event lies in two chunks.
/// - Note: Source: HTML Living Standard §9.2.6 (https://html.spec.whatwg.org/multipage/server-sent-events.html, seen
///   2026-11-22). Lines end with LF, CR or CR LF.
struct SSEBlockScanner: Sendable {
    /// Most bytes of one event (8 MiB); the largest ones hold a whole result of a server tool.
    static let blockLimit = 8 * 1024 * 1024

    /// One event with the empty line that ends it, in bytes from the front of ``bytes``.
    struct Block: Sendable {
        /// The whole of it.
        var range: Range<Int>
        /// The event's name.
        var name: Range<Int>?
        /// The first line of data.
        var data: Range<Int>?
        /// Whether there are more lines of data.
        var hasMoreData = false
        /// Whether the empty line is missing, as the stream ended before it.
        var isCut = false
    }

    /// What is not yet done with.
    private(set) var bytes = ByteBuffer()
    /// The event that is being looked for.
    private var block = Block(range: 0..<0)
    /// Where its current line begins, and up to where that was searched.
    private var line = 0
    private var seen = 0
    private var hasBegun = false

    /// Takes the next bytes; the blocks found so far must have been used.
    mutating func push(_ chunk: ByteBuffer) {
        let done = block.range.lowerBound
        if done == bytes.readableBytes {
            bytes = chunk
        } else {
            bytes.moveReaderIndex(forwardBy: done)
            // Else a stream whose events never end where a chunk does would be kept as a whole.
            bytes.discardReadBytes()
            bytes.writeImmutableBuffer(chunk)
        }
        guard done > 0 else { return }
        block = Block(
            range: 0..<0,
            name: block.name.map { $0.lowerBound - done..<$0.upperBound - done },
            data: block.data.map { $0.lowerBound - done..<$0.upperBound - done },
            hasMoreData: block.hasMoreData
        )
        line -= done
        seen -= done
    }

    /// Whether an event is longer than allowed.
    var isOverfull: Bool { bytes.readableBytes - block.range.lowerBound > Self.blockLimit }

    /// The next event; `nil` until its end is there.
    mutating func next() -> Block? {
        let bytes = bytes
        let span = bytes.readableBytesSpan
        guard skipByteOrderMark(span) else { return nil }
        while let end = span.lineEnd(from: seen) {
            let isReturn = span.byte(at: end) == UInt8(ascii: "\r")
            if isReturn, end + 1 == span.byteCount {
                // The LF that belongs to it may come next.
                seen = end
                return nil
            }
            let next = isReturn && span.byte(at: end + 1) == UInt8(ascii: "\n") ? end + 2 : end + 1
            let isEmpty = end == line
            if !isEmpty { take(line..<end, of: span) }
            line = next
            seen = next
            if isEmpty { return endBlock(at: next) }
        }
        seen = span.byteCount
        return nil
    }

    /// What is left when the stream has ended, as an event without its empty line; `nil` if that is nothing.
    mutating func finish() -> Block? {
        let bytes = bytes
        let span = bytes.readableBytesSpan
        guard span.byteCount > block.range.lowerBound else { return nil }
        var end = span.byteCount
        if end > line, span.byte(at: end - 1) == UInt8(ascii: "\r") { end -= 1 }
        if end > line { take(line..<end, of: span) }
        var last = endBlock(at: span.byteCount)
        last.isCut = true
        return last
    }

    /// All lines of data of an event, joined by line feeds.
    func data(of block: Block) -> ByteBuffer {
        guard let data = block.data else { return ByteBuffer() }
        guard block.hasMoreData else { return slice(data) }
        let span = bytes.readableBytesSpan
        var joined = slice(data)
        var position = data.upperBound
        while position < block.range.upperBound {
            let end = span.lineEnd(from: position) ?? block.range.upperBound
            if let value = span.field("data", in: position..<min(end, block.range.upperBound)) {
                joined.writeInteger(UInt8(ascii: "\n"))
                joined.writeImmutableBuffer(slice(value))
            }
            position = end + 1
        }
        return joined
    }

    /// A part of the bytes.
    func slice(_ range: Range<Int>) -> ByteBuffer {
        bytes.getSlice(at: bytes.readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }

    /// Passes a byte order mark; `false` while it is not clear whether there is one.
    private mutating func skipByteOrderMark(_ span: RawSpan) -> Bool {
        if hasBegun { return true }
        guard span.byteCount > 0 else { return false }
        if span.byte(at: 0) == 0xEF {
            guard span.byteCount >= 3 else { return false }
            if span.byte(at: 1) == 0xBB, span.byte(at: 2) == 0xBF {
                block.range = 3..<3
                line = 3
                seen = 3
            }
        }
        hasBegun = true
        return true
    }

    private mutating func take(_ line: Range<Int>, of span: RawSpan) {
        if let value = span.field("data", in: line) {
            if block.data == nil { block.data = value } else { block.hasMoreData = true }
        } else if let value = span.field("event", in: line) {
            block.name = value
        }
    }

    private mutating func endBlock(at end: Int) -> Block {
        var found = block
        found.range = block.range.lowerBound..<end
        block = Block(range: end..<end)
        line = end
        seen = end
        return found
    }
}

extension RawSpan {
    @inline(__always)
    fileprivate func byte(at offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

    /// The first CR or LF from `offset` on.
    fileprivate func lineEnd(from offset: Int) -> Int? {
        withUnsafeBytes { bytes in
            let ones: UInt64 = 0x0101_0101_0101_0101
            let blanks = ones &* 0x20
            let topBits = ones << 7
            var offset = offset
            while offset < bytes.count {
                // JSON has few bytes below a blank, so eight are looked at together until there is one.
                while bytes.count &- offset >= 8 {
                    let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    if (word &- blanks) & ~word & topBits != 0 { break }
                    offset &+= 8
                }
                let end = min(offset &+ 8, bytes.count)
                while offset < end {
                    if bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r") { return offset }
                    offset &+= 1
                }
            }
            return nil
        }
    }

    /// The value of a line if that is a field of this name; one blank behind the colon is not part of it.
    fileprivate func field(_ name: StaticString, in line: Range<Int>) -> Range<Int>? {
        let colon = line.lowerBound + name.utf8CodeUnitCount
        guard colon <= line.upperBound, extracting(line.lowerBound..<colon).equals(name) else { return nil }
        guard colon < line.upperBound else { return colon..<colon }
        guard byte(at: colon) == UInt8(ascii: ":") else { return nil }
        let value = colon + 1
        let hasBlank = value < line.upperBound && byte(at: value) == UInt8(ascii: " ")
        return (hasBlank ? value + 1 : value)..<line.upperBound
    }
}
