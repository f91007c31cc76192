extension TokenCounter {
    /// Tokens of a picture whose size is not known: the most that one costs on models before 4.7.
    static let unknownImage = 1568

    /// Tokens of a page of a PDF; its text makes 1,500 to 3,000 by its density.
    ///
    /// - Note: Source: PDF support (https://docs.claude.com/en/docs/build-with-claude/pdf-support, seen 2026-11-22).
    static let pdfPage = 2250

    /// Bytes that a page of a PDF takes; a guess, for text alone takes less and a scan more.
    static let pdfPageBytes = 50_000

    /// Most pages of a PDF that the API reads.
    static let pdfPageLimit = 600

    /// Pages of a document that is elsewhere: a guess, since nothing is known of it.
    static let unknownDocumentPages = 4

    mutating func add(_ source: ImageSource) {
        switch source {
        case .base64(_, let data): add(fixed: ImageSize(base64: data).map(tokens) ?? Self.unknownImage)
        case .url, .file, .unknown: add(fixed: Self.unknownImage)
        }
    }

    private func tokens(of image: ImageSize) -> Int {
        switch generation {
        case .standard: image.tokens(longEdge: 1568, limit: 1568)
        case .dense: image.tokens(longEdge: 2576, limit: 4784)
        }
    }

    mutating func add(_ block: DocumentBlock) {
        add(block.title ?? "", as: .prose)
        add(block.context ?? "", as: .prose)
        switch block.source {
        case .text(_, let data): add(data, as: .prose)
        case .content(let content): add(content, as: .prose)
        case .base64(_, let data): add(fixed: Self.pdfPage * Self.pages(base64: data))
        case .url, .file: add(fixed: Self.pdfPage * Self.unknownDocumentPages)
        case .unknown(_, let json): add(json)
        }
    }

    private static func pages(base64 data: String) -> Int {
        min(max(1, data.utf8.count / 4 * 3 / pdfPageBytes), pdfPageLimit)
    }
}
