/// Ids in the shape of the Messages API's own: a prefix and 24 letters and digits.
///
/// - Note: Source: ids of the Messages API (https://docs.claude.com/en/api/messages), seen 2026-11-22.
public enum RandomID {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    /// An id that is not made twice.
    public static func make(prefix: String) -> String {
        var random = SystemRandomNumberGenerator()
        var bytes = Array(prefix.utf8)
        // A random word may be a system call; eight letters leave a quarter of its bits over, and hence no bias to speak of.
        for _ in 0..<3 {
            var word = random.next()
            for _ in 0..<8 {
                let (rest, letter) = word.quotientAndRemainder(dividingBy: UInt64(alphabet.count))
                bytes.append(alphabet[Int(letter)])
                word = rest
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
