/// How many tokens an answer has that nobody counted.
package enum OutputEstimate {
    /// Bytes of text in a token: about four in English and in code, and Chinese has three bytes a character.
    private static let bytesPerToken = 4

    /// The tokens of that much text in UTF-8; 0 only for none.
    package static func tokens(ofBytes count: Int) -> Int { (count + bytesPerToken - 1) / bytesPerToken }
}
