package import MessagesAPI
package import NIOCore
package import Providers

/// An upstream's body seen through a translator: bytes for the client, as soon as there are any.
package struct TranslatedStream {
    /// What an answer used up.
    struct Meter: Sendable {
        var usage: TokenUsage
        /// The upstream's own word, in USD.
        var reportedCostUSD: Double?
    }

    private var body: any UpstreamBody
    private var translator: any ResponseTranslator
    /// Whether the upstream's body has ended, so that nothing more can be learned from it.
    private(set) var hasEnded = false
    /// Set when the upstream's first body byte is there.
    private let onFirstByte: () -> Void
    private var hasByte = false

    package init(
        body: any UpstreamBody,
        translator: any ResponseTranslator,
        onFirstByte: @escaping () -> Void
    ) {
        self.body = body
        self.translator = translator
        self.onFirstByte = onFirstByte
    }

    /// The tokens as known so far.
    package var usage: TokenUsage { translator.usage }
    /// The tokens and the price as known so far.
    var meter: Meter { Meter(usage: translator.usage, reportedCostUSD: translator.reportedCostUSD) }

    /// The next bytes for the client, never empty; `nil` once the answer is complete.
    /// - Throws: ``UpstreamFailure``, or `CancellationError`.
    package mutating func next() async throws -> ByteBuffer? {
        // A translator gives out the good events of a chunk first and keeps a failure behind them for the next call: it
        // must not wait for an upstream that leaves the connection open.
        if hasByte, !hasEnded { _ = try translator.push(ByteBuffer()) }
        // What an upstream does after a complete answer is no business of the client's, see ``drain()``.
        while !hasEnded, !translator.isComplete {
            let bytes: ByteBuffer
            if let chunk = try await body.next() {
                noteFirstByte(chunk)
                bytes = try translator.push(chunk)
            } else {
                hasEnded = true
                bytes = try translator.finish()
            }
            if bytes.readableBytes > 0 { return bytes }
        }
        return nil
    }

    /// Reads what still comes after a complete answer: late token counts, and the end that frees the connection for the
    /// next request.
    ///
    /// What goes wrong there is of no consequence.
    mutating func drain() async {
        guard !hasEnded else { return }
        hasEnded = true
        while let chunk = try? await body.next() { _ = try? translator.push(chunk) }
    }

    private mutating func noteFirstByte(_ chunk: ByteBuffer) {
        guard !hasByte, chunk.readableBytes > 0 else { return }
        hasByte = true
        onFirstByte()
    }
}
