/// The files of the dashboard's page, which are part of the program.
///
/// They stand in `Assets` and are copied into ``sources`` by scripts/dashboard-assets.
enum DashboardAssets {
    /// A file as it is sent.
    struct Asset: Sendable, Equatable {
        let bytes: [UInt8]
        /// The value of the header `content-type`.
        let contentType: String
        /// A strong entity tag, with its quotes; another one whenever the bytes are others.
        let etag: String
    }

    /// A file as it is kept.
    struct Source: Sendable {
        /// The path under which it is asked for, for example `/app/main.js`.
        let path: String
        /// The beginning of its SHA-256, in hexadecimal digits.
        let hash: String
        let text: String
    }

    /// The file with exactly this path of a URL, for example `/style.css`; the page itself is `/index.html`.
    static func file(_ path: String) -> Asset? { files[path] }

    private static let files = Dictionary(uniqueKeysWithValues: sources.map { ($0.path, Asset($0)) })
}

extension DashboardAssets.Asset {
    fileprivate init(_ source: DashboardAssets.Source) {
        bytes = Array(source.text.utf8)
        contentType = Self.contentType(of: source.path)
        etag = "\"\(source.hash)\""
    }

    private static func contentType(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}
