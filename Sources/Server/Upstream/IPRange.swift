#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// IP addresses that begin with the same bits, of one family.
struct IPRange: Sendable, Equatable {
    private let bytes: [UInt8]
    private let length: Int

    /// An address, or an address with the number of bits that count (`10.0.0.0/8`).
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let bytes = Self.bytes(of: String(first)) else { return nil }
        let all = bytes.count * 8
        guard let length = parts.count == 1 ? all : Int(parts[1]), (0...all).contains(length) else { return nil }
        self.bytes = bytes
        self.length = length
    }

    /// Whether `host` is an address of the range; names are not looked up.
    func contains(_ host: String) -> Bool {
        guard let other = Self.bytes(of: host), other.count == bytes.count else { return false }
        return (0..<length).allSatisfy { bit in
            (bytes[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
        }
    }

    /// Four or sixteen bytes.
    private static func bytes(of address: String) -> [UInt8]? {
        var v4 = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, address, &v4) == 1 { return v4 }
        var v6 = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, address, &v6) == 1 ? v6 : nil
    }
}
