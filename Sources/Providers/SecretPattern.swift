/// What a key or a token looks like in a text.
///
/// - Note: Source: unique ids of IAM (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html),
///   Amazon Bedrock API keys (https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html), seen 2026-11-22.
enum SecretPattern {
    /// Shortest value behind a label that is taken for a secret, in bytes: "Credential: invalid" is none.
    private static let valueMinimum = 8
    /// Shortest word behind "Bearer" that is taken for a token, in bytes: "Bearer token has expired" holds none.
    private static let bearerMinimum = 16
    /// Shortest run of hex digits that is taken for a secret, in bytes.
    private static let hexMinimum = 32
    /// Shortest mixed run that is taken for a secret, in bytes: an AWS secret key has 40.
    private static let base64Minimum = 40

    /// How the names of an address's parameters end whose values are secrets.
    private static let parameters = ["key", "token", "sig", "signature", "secret", "code", "password"].map {
        Array($0.utf8)
    }

    /// Shortest id of a key, in bytes.
    private static let keyIDMinimum = 16

    private static let labels = [
        "x-amz-security-token", "x-amz-credential", "x-amz-signature", "x-api-key", "credential", "signature",
        "secretaccesskey", "sessiontoken", "aws_secret_access_key", "aws_session_token", "accesskeyid", "api_key",
        "apikey",
    ].map { Array($0.utf8) }
    private static let bearer = Array("bearer".utf8)
    private static let keyPrefixes = ["sk-", "bedrock-api-key-", "eyJ", "gsk_", "csk-", "xoxb-"].map { Array($0.utf8) }
    private static let keyIDPrefixes = ["AKIA", "ASIA", "AROA", "AIDA", "ABIA", "ACCA"].map { Array($0.utf8) }

    /// Where the secret stands that a label at `position` announces, such as `Credential=…` or `Bearer …`.
    static func labelledValue(in bytes: [UInt8], at position: Int) -> Range<Int>? {
        if position > 0, isAlphanumeric(bytes[position - 1]) { return nil }
        if position > 0, let value = parameterValue(in: bytes, at: position) { return value }
        if starts(bytes[position...], with: bearer) {
            let after = bytes[(position + bearer.count)...]
            let value = after.drop { $0 == 0x20 }.prefix(while: isTokenByte)
            if value.startIndex > after.startIndex, value.count >= bearerMinimum { return value.indices }
        }
        guard let label = labels.first(where: { starts(bytes[position...], with: $0) }) else { return nil }
        let separator = bytes[(position + label.count)...].drop { isQuote($0) || $0 == 0x20 }
        guard let sign = separator.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") else { return nil }
        let value = separator.dropFirst().drop { isQuote($0) || $0 == 0x20 }.prefix(while: isTokenByte)
        return value.count >= valueMinimum ? value.indices : nil
    }

    /// Where the secret stands in an address's parameter, such as `?subscription-key=…`, whose name is at `position`.
    private static func parameterValue(in bytes: [UInt8], at position: Int) -> Range<Int>? {
        guard bytes[position - 1] == UInt8(ascii: "?") || bytes[position - 1] == UInt8(ascii: "&") else { return nil }
        let name = bytes[position...].prefix { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
        guard name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: "=") else { return nil }
        guard parameters.contains(where: { starts(name.suffix($0.count), with: $0) }) else { return nil }
        let value = bytes[(name.endIndex + 1)...].prefix(while: isTokenByte)
        return value.count >= valueMinimum ? value.indices : nil
    }

    /// Whether the word begins as the keys of some vendor do.
    static func hasKeyPrefix(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 16 && keyPrefixes.contains { word.starts(with: $0) }
    }

    /// The length of the id of an AWS key, role or user with which the text begins; zero if it begins with none.
    static func keyIDLength(_ text: ArraySlice<UInt8>) -> Int {
        guard keyIDPrefixes.contains(where: { text.starts(with: $0) }) else { return 0 }
        let id = text.prefix { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
        return id.count >= keyIDMinimum ? id.count : 0
    }

    /// Whether the run looks drawn by lot: long, and with digits among its letters.
    static func isRandom(_ run: ArraySlice<UInt8>) -> Bool {
        let digits = run.contains { (0x30...0x39).contains($0) }
        let upper = run.contains { (0x41...0x5A).contains($0) }
        let lower = run.contains { (0x61...0x7A).contains($0) }
        guard digits, upper || lower else { return false }
        if run.count >= base64Minimum, upper, lower { return true }
        return run.count >= hexMinimum && run.allSatisfy(isHexDigit)
    }

    static func isWordByte(_ byte: UInt8) -> Bool { isBase64Byte(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F }

    static func isBase64Byte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        isWordByte(byte) || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "~")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
    }

    /// Compares without regard to case.
    private static func starts(_ bytes: ArraySlice<UInt8>, with label: [UInt8]) -> Bool {
        guard bytes.count >= label.count else { return false }
        return zip(bytes, label).allSatisfy { byte, letter in
            byte == letter || ((0x41...0x5A).contains(byte) && byte | 0x20 == letter)
        }
    }
}
