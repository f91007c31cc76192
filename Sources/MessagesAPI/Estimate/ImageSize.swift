/// A picture's size in pixels, read from the first bytes of its file.
struct ImageSize: Equatable {
    let width: Int
    let height: Int

    /// Most bytes of a file that are looked at; a JPEG may have that much metadata before its size, rarely more.
    static let headerLimit = 65_536

    /// Reads the size of a PNG, GIF, WebP or JPEG file; `nil` if it is none of them, or damaged.
    init?(base64: String) {
        let bytes = Base64Prefix.decode(base64, limit: Self.headerLimit)
        guard let size = Self.png(bytes) ?? Self.gif(bytes) ?? Self.webP(bytes) ?? Self.jpeg(bytes) else { return nil }
        guard size.width > 0, size.height > 0 else { return nil }
        self = size
    }

    private init(_ width: Int, _ height: Int) {
        self.width = width
        self.height = height
    }

    /// What the picture costs: one token for each 28 by 28 pixels, after it was scaled down to `longEdge`.
    ///
    /// 1000 by 1000 pixels are 36 · 36 = 1,296 tokens; 200 by 200 are 8 · 8 = 64.
    /// - Note: Source: vision (https://docs.claude.com/en/docs/build-with-claude/vision, seen 2026-11-22).
    func tokens(longEdge: Int, limit: Int) -> Int {
        let scale = min(1, Double(longEdge) / Double(max(width, height)))
        let columns = (Double(width) * scale / 28).rounded(.up)
        let rows = (Double(height) * scale / 28).rounded(.up)
        return min(Int(columns * rows), limit)
    }

    /// The size stands in the first chunk, big-endian.
    ///
    /// - Note: Source: PNG specification, third edition, §11.2.1.
    private static func png(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            return nil
        }
        return ImageSize(big(bytes, 16, 4), big(bytes, 20, 4))
    }

    /// The size stands behind the signature, little-endian.
    ///
    /// - Note: Source: GIF89a specification, §18.
    private static func gif(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.count >= 10, bytes.starts(with: "GIF8".utf8) else { return nil }
        return ImageSize(little(bytes, 6, 2), little(bytes, 8, 2))
    }

    /// The size stands in the first chunk, which has three kinds.
    ///
    /// - Note: Source: RFC 9649, WebP Image Format, §2.5 to §2.7 and §3.4; RFC 6386 §9.1.
    private static func webP(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) else {
            return nil
        }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8 ": return ImageSize(little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF)
        case "VP8L":
            let bits = little(bytes, 21, 4)
            return ImageSize(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        case "VP8X": return ImageSize(little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1)
        default: return nil
        }
    }

    /// The size stands in the frame header, behind segments that name their lengths.
    ///
    /// - Note: Source: ITU-T T.81, annex B.
    private static func jpeg(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var index = 2
        while index + 9 <= bytes.count, bytes[index] == 0xFF {
            switch bytes[index + 1] {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                return ImageSize(big(bytes, index + 7, 2), big(bytes, index + 5, 2))
            case 0xFF: index += 1
            default: index += 2 + max(2, big(bytes, index + 2, 2))
            }
        }
        return nil
    }

    private static func big(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        bytes[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func little(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        bytes[start..<(start + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
