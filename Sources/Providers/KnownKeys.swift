import MessagesAPI
import NIOCore

/// The keys that are sent to an upstream, and are taken out of whatever it says: some servers show the key that they
/// refuse, and a key may look like no other.
struct KnownKeys: Sendable {
    /// Shortest key that is taken out of texts, in bytes: the key of a local server may be `x`.
    private static let minimum = 8

    private let keys: [String]

    init(_ keys: [String]) {
        self.keys = keys.filter { $0.utf8.count >= Self.minimum }
    }

    /// The failure without the keys.
    func removed(from failure: UpstreamFailure) -> UpstreamFailure {
        guard !keys.isEmpty else { return failure }
        var failure = failure
        failure.message = removed(from: failure.message)
        failure.upstreamType = failure.upstreamType.map(removed)
        return failure
    }

    /// The translator, whose failures tell no key.
    func guarding(_ translator: any ResponseTranslator) -> any ResponseTranslator {
        keys.isEmpty ? translator : KeyGuard(translator: translator, keys: self)
    }

    private func removed(from text: String) -> String {
        keys.reduce(text) { text, key in text.replacing(key, with: Redaction.mark) }
    }
}

/// A translator whose failures tell no key.
private struct KeyGuard: ResponseTranslator {
    var translator: any ResponseTranslator
    let keys: KnownKeys

    var usage: TokenUsage { translator.usage }
    var reportedCostUSD: Double? { translator.reportedCostUSD }
    var isComplete: Bool { translator.isComplete }

    mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        do throws(UpstreamFailure) {
            return try translator.push(chunk)
        } catch {
            throw keys.removed(from: error)
        }
    }

    mutating func finish() throws(UpstreamFailure) -> ByteBuffer {
        do throws(UpstreamFailure) {
            return try translator.finish()
        } catch {
            throw keys.removed(from: error)
        }
    }
}
