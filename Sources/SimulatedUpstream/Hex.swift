/// Lower-case hexadecimal text.
enum Hex {
    private static let alphabet = Array("0123456789abcdef".utf8)

    static func digits(_ byte: UInt8) -> [UInt8] { [alphabet[Int(byte >> 4)], alphabet[Int(byte & 15)]] }

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap(digits), as: UTF8.self)
    }
}
