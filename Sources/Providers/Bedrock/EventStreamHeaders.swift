import MessagesAPI
package import NIOCore

/// The headers of one message.
///
/// They were checked once; after that they are only compared, and a `String` is made only for one that is asked for.
package struct EventStreamHeaders: Sendable {
    /// Number of headers up to which names are compared each with each, which needs no memory.
    ///
    /// Bedrock sends three.
    private static let pairwiseLimit = 16

    /// The header bytes, one header after another.
    package let bytes: ByteBuffer

    /// Checks every header.
    init(checking bytes: ByteBuffer) throws(EventStreamError) {
        // A copy, as a slice would keep the whole chunk in memory.
        self.bytes = ByteBuffer(bytes: bytes.readableBytesView)
        let span = bytes.readableBytesSpan
        var offset = 0
        var count = 0
        while offset < span.byteCount {
            offset = try EventStreamHeader(in: span, at: offset).value.upperBound
            count += 1
        }
        let isRepetitive = count <= Self.pairwiseLimit ? Self.hasRepeatedName(span) : hasRepeatedNameAmongMany()
        guard !isRepetitive else { throw .duplicateHeader }
    }

    /// Where the headers stand, in their order.
    package var ranges: [EventStreamHeader] {
        let span = bytes.readableBytesSpan
        var ranges: [EventStreamHeader] = []
        while let header = Self.header(in: span, at: ranges.last?.value.upperBound ?? 0) { ranges.append(header) }
        return ranges
    }

    /// The string header of that name; `nil` if there is none or it is of another type.
    package func string(_ name: StaticString) -> String? {
        let span = bytes.readableBytesSpan
        guard let header = find(name, in: span), header.kind == .string else { return nil }
        return span.extracting(header.value).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the string header of that name has exactly this value.
    package func matches(_ name: StaticString, _ value: StaticString) -> Bool {
        let span = bytes.readableBytesSpan
        guard let header = find(name, in: span), header.kind == .string else { return false }
        return span.extracting(header.value).equals(value)
    }

    private func find(_ name: StaticString, in span: RawSpan) -> EventStreamHeader? {
        var offset = 0
        while let header = Self.header(in: span, at: offset) {
            if span.extracting(header.name).equals(name) { return header }
            offset = header.value.upperBound
        }
        return nil
    }

    /// The header at `offset` of headers that were checked before; `nil` at their end.
    private static func header(in span: RawSpan, at offset: Int) -> EventStreamHeader? {
        offset < span.byteCount ? try? EventStreamHeader(in: span, at: offset) : nil
    }

    private static func hasRepeatedName(_ span: RawSpan) -> Bool {
        var offset = 0
        while let header = header(in: span, at: offset) {
            offset = header.value.upperBound
            var later = offset
            while let other = Self.header(in: span, at: later) {
                if span.extracting(header.name).equals(span.extracting(other.name)) { return true }
                later = other.value.upperBound
            }
        }
        return false
    }

    /// For header bytes full of tiny headers (43,000 fit), where comparing each with each would take seconds.
    private func hasRepeatedNameAmongMany() -> Bool {
        let ranges = ranges
        let names = Set(
            ranges.map { Array(bytes.readableBytesView.dropFirst($0.name.lowerBound).prefix($0.name.count)) }
        )
        return names.count < ranges.count
    }
}
