import Foundation
import Testing

@testable import MessagesAPI

struct ImageSizeTests {
    private func size(_ bytes: [UInt8]) -> ImageSize? { ImageSize(base64: Data(bytes).base64EncodedString()) }

    private let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 4, 0, 0, 0, 3, 0]
    private let gif: [UInt8] = Array("GIF89a".utf8) + [0x40, 0x01, 0xF0, 0x00]
    private let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 9, 9, 0xFF, 0xFF, 0xE1, 0, 2, 0xFF, 0xC2, 0, 17, 8, 0x02, 0x58, 0x03, 0x20, 3]

    private func webP(_ chunk: [UInt8]) -> [UInt8] {
        let bytes = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8) + chunk
        return bytes + [UInt8](repeating: 0, count: max(0, 30 - bytes.count))
    }

    @Test("The size of every kind of picture is read from its header")
    func kinds() {
        let lossy = Array("VP8 ".utf8) + [0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 0x20, 0x43, 0xF0, 0x80]
        let lossless = Array("VP8L".utf8) + [0, 0, 0, 0, 0x2F, 0x1F, 0xC3, 0x3B, 0x00]
        let extended = Array("VP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 0x1F, 0x03, 0, 0x57, 0x02, 0]

        #expect(text(size(png)) == "1024x768")
        #expect(text(size(gif)) == "320x240")
        #expect(text(size(jpeg)) == "800x600")
        #expect(text(size(webP(lossy))) == "800x240")
        #expect(text(size(webP(lossless))) == "800x240")
        #expect(text(size(webP(extended))) == "800x600")
    }

    private func text(_ size: ImageSize?) -> String { size.map { "\($0.width)x\($0.height)" } ?? "none" }

    @Test("Damaged and foreign files have no size, and never trap")
    func damaged() {
        for file in [png, gif, jpeg, webP(Array("VP8 ".utf8)), webP(Array("JUNK".utf8))] {
            for length in 0..<file.count { _ = size(Array(file[..<length])) }
            for index in file.indices {
                for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                    var damaged = file
                    damaged[index] = byte
                    _ = size(damaged)
                }
            }
        }
        #expect(size([]) == nil)
        #expect(size(Array(png.dropLast())) == nil)
        #expect(size(Array(png.dropLast(8)) + [0, 0, 0, 0, 0, 0, 3, 0]) == nil)
        #expect(ImageSize(base64: "not base64 at all!") == nil)
        #expect(ImageSize(base64: "\u{1F600}") == nil)
    }

    @Test(
        "A picture costs a token for each 28 by 28 pixels after scaling, up to the model's limit",
        arguments: [
            (200, 200, 64, 64), (1000, 1000, 1296, 1296), (1092, 1092, 1521, 1521), (1920, 1080, 1568, 2691),
            (8000, 8000, 1568, 4784), (1, 1, 1, 1), (28, 29, 2, 2), (20_000, 10, 56, 92),
        ]
    )
    func tokens(_ width: Int, _ height: Int, _ standard: Int, _ dense: Int) throws {
        func bytes(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        let image = try #require(size(Array(png.prefix(16)) + bytes(width) + bytes(height)))

        #expect(image.tokens(longEdge: 1568, limit: 1568) == standard)
        #expect(image.tokens(longEdge: 2576, limit: 4784) == dense)
    }
}
