import Foundation

@testable import SimulatedUpstream

/// Golden data in `Tests/Fixtures`.
enum Fixture {
    struct Unreadable: Error {}

    static func json(_ name: String) throws -> ParsedJSON {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name)")
        guard let json = ParsedJSON([UInt8](try Data(contentsOf: file))) else { throw Unreadable() }
        return json
    }

    static func bytes(hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
        }
    }
}
