import Crypto

/// Marks texts so that only the process that marked them can have done it: HMAC-SHA256 under a key of its own.
///
/// - Note: Source: RFC 2104, HMAC: Keyed-Hashing for Message Authentication.
package struct TextSeal: Sendable {
    private let key: SymmetricKey

    /// Takes a new random key of 256 bits, which no other process has and no restart keeps.
    package init() { key = SymmetricKey(size: .bits256) }

    /// The mark of a text, in 64 hexadecimal digits.
    package func mark(_ text: String) -> String {
        LowercaseHex.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// Whether `mark` is the one of `text`; takes as long for a wrong one as for the right one.
    package func isMark(_ mark: some StringProtocol, of text: String) -> Bool {
        let (given, expected) = (Array(mark.utf8), Array(self.mark(text).utf8))
        guard given.count == expected.count else { return false }
        return zip(given, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
