import Foundation
import Testing

@testable import Providers

@Suite("Files and commands of this machine", .timeLimit(.minutes(1)))
struct LiveEnvironmentTests {
    private let environment = AWSEnvironment.live { _ in throw AWSStage.Refusal() }

    @Test("A file is written for its owner only, replaces the old one and is read back")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "token.json").path
        try Data("old".utf8).write(to: URL(filePath: path))

        try environment.writeFile(path, Array("new".utf8))

        #expect(try environment.readFile(path) == Array("new".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["token.json"])
    }

    @Test("A missing file is nil, a long one is read no further than a byte past the limit, a folder fails")
    func readLimits() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try environment.readFile(path) == nil)

        try Data(count: AWSEnvironment.fileLimit + 4096).write(to: URL(filePath: path))

        #expect(try environment.readFile(path)?.count == AWSEnvironment.fileLimit + 1)
        #expect(throws: (any Error).self) { try environment.readFile("/tmp") }
        #expect(throws: (any Error).self) { try environment.writeFile("/nonexistent/x", []) }
    }

    @Test("A command runs without input, with its own variables, and gives output, errors and status")
    func command() async throws {
        let result = try await run("sh", "-c", "cat; echo \"$GREETING\"; echo problem >&2; exit 3")

        #expect(String(decoding: result.output, as: UTF8.self) == "hello\n")
        #expect(String(decoding: result.errorOutput, as: UTF8.self) == "problem\n")
        #expect(result.status == 3)
    }

    @Test("A signal counts as a failure")
    func signal() async throws {
        #expect(try await run("sh", "-c", "kill -9 $$").status == 137)
    }

    @Test("A program that does not exist is told", arguments: ["no-such-program-here", "/no/such/program"])
    func notFound(_ name: String) async {
        await #expect(throws: AWSProcessError.notFound) { try await run(name) }
    }

    @Test("A command that prints without end is killed")
    func endless() async {
        await #expect(throws: AWSProcessError.outputTooLarge) { try await run("yes") }
    }

    @Test("A command that does not end is killed at its limit")
    func slow() async {
        await #expect(throws: AWSProcessError.timedOut) {
            try await run("sh", "-c", "exec tail -f /dev/null", limit: .milliseconds(50))
        }
    }

    @Test("A command whose caller goes away is killed")
    func cancelled() async {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do { _ = try await run("tail", "-f", "/dev/null", limit: .seconds(50)) } catch is CancellationError {
                    return true
                } catch {
                    return false
                }
                return false
            }
            group.cancelAll()
            #expect(await group.next() == true)
        }
    }

    private func run(
        _ words: String...,
        limit: Duration = .seconds(50)
    ) async throws -> AWSProcessResult {
        let variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "GREETING": "hello"]
        return try await environment.run(
            AWSProcess(
                executable: words[0],
                arguments: Array(words.dropFirst()),
                variables: variables,
                timeout: limit
            )
        )
    }
}
