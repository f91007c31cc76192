import Foundation
@testable import Server
import Testing

@Suite("The dashboard's files inside the program")
struct DashboardAssetsTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Server/Dashboard/Assets", directoryHint: .isDirectory)

    /// In bytes, uncompressed and all files together; scripts/dashboard-assets holds the same.
    private static let sizeLimit = 150 * 1024

    @Test("They are the files of the folder, byte for byte, and no others")
    func equalsTheFolder() throws {
        let paths = try Self.paths()

        #expect(DashboardAssets.sources.map(\.path) == paths, "run scripts/dashboard-assets")
        for path in paths {
            let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: String(path.dropFirst()))))
            #expect(DashboardAssets.file(path)?.bytes == bytes, "\(path): run scripts/dashboard-assets")
        }
    }

    @Test("All together they stay small")
    func size() {
        #expect(DashboardAssets.sources.map(\.text.utf8.count).reduce(0, +) <= Self.sizeLimit)
    }

    @Test("A file has the type of its name and a quoted tag of its own")
    func headers() throws {
        let page = try #require(DashboardAssets.file("/index.html"))
        let module = try #require(DashboardAssets.file("/app/main.js"))

        #expect(page.contentType == "text/html; charset=utf-8")
        #expect(module.contentType == "text/javascript; charset=utf-8")
        #expect(DashboardAssets.file("/style.css")?.contentType == "text/css; charset=utf-8")
        #expect(DashboardAssets.file("/icon.svg")?.contentType == "image/svg+xml")
        #expect(page.etag.hasPrefix("\"") && page.etag.hasSuffix("\"") && page.etag.count == 18)
        #expect(Set(DashboardAssets.sources.map(\.hash)).count == DashboardAssets.sources.count)
        #expect(page.etag != module.etag)
    }

    @Test("Nothing outside of the folder has a path", arguments: ["", "/", "/app", "index.html", "/../Package.swift"])
    func nothingElse(_ path: String) {
        #expect(DashboardAssets.file(path) == nil)
    }

    @Test("The page has no script, style or handler of its own, and asks for nothing from elsewhere")
    func holdsThePolicy() throws {
        let page = try #require(DashboardAssets.sources.first { $0.path == "/index.html" }).text

        #expect(!page.contains("<style"))
        #expect(!page.contains("style="))
        #expect(page.matches(of: /<script(?![^>]*\ssrc="\/app\/main\.js")/).isEmpty)
        #expect(page.matches(of: /\son[a-z]+=/).isEmpty)
        #expect(page.matches(of: /(src|href)="(?!\/|#)/).isEmpty)
        for module in DashboardAssets.sources where module.path.hasSuffix(".js") {
            #expect(!module.text.contains("innerHTML") && !module.text.contains("eval("), "\(module.path)")
        }
    }

    @Test("Every module is named in the page, so that all of them are fetched at once")
    func preloads() throws {
        let page = try #require(DashboardAssets.sources.first { $0.path == "/index.html" }).text
        for module in DashboardAssets.sources where module.path.hasSuffix(".js") {
            #expect(page.contains("\"\(module.path)\""), "\(module.path)")
        }
    }

    private static func paths() throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return names.filter { $0.contains(".") }.map { "/\($0)" }.sorted()
    }
}
