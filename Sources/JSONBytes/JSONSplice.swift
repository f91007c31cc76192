/// Bytes that take the place of a range of a document.
struct JSONSplice: Sendable {
    let range: Range<Int>
    let bytes: [UInt8]

    /// Sorts splices that begin at the same byte: insertions, then the longest, a removal before a replacement.
    var order: (Int, Int, Int, Int) {
        (range.lowerBound, range.isEmpty ? 0 : 1, -range.upperBound, bytes.isEmpty ? 0 : 1)
    }
}
