import Foundation

/// A folder that is removed when the test is over.
package struct TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        // Programs that are started in it see its real path.
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        path = base + "/claude-proxy-test-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
