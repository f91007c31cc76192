/// Ids in the shape of the Messages API's own: a prefix and 24 letters and digits.
///
/// - Note: Source: ids of the Messages API (https://docs.claude.com/en/api/messages), seen 2026-11-22.
public enum RandomID {
    private static let length = 24
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")

    /// An id that is not made twice.
    public static func make(prefix: String) -> String {
        var random = SystemRandomNumberGenerator()
        let letters = (0..<length).compactMap { _ in alphabet.randomElement(using: &random) }
        return prefix + String(letters)
    }
}
