extension RawSpan {
    /// Whether the bytes are those of `text`.
    package func equals(_ text: StaticString) -> Bool {
        guard byteCount == text.utf8CodeUnitCount else { return false }
        return withUnsafeBytes { bytes in
            Self.areEqual(bytes, UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
    }

    /// Whether both hold the same bytes.
    package func equals(_ other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        return withUnsafeBytes { bytes in other.withUnsafeBytes { Self.areEqual(bytes, $0) } }
    }

    /// Compares eight bytes at once; the last eight may overlap those before.
    ///
    /// Both have the same length.
    private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        let last = left.count - 8
        guard last >= 0 else { return left.elementsEqual(right) }
        var offset = 0
        while offset < last {
            guard word(left, offset) == word(right, offset) else { return false }
            offset &+= 8
        }
        return word(left, last) == word(right, last)
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
