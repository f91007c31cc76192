import Foundation
import Providers
import Testing

@testable import Server

@Suite("Which files are read")
struct ConfigurationLoadTests {
    private func files(_ texts: [String: String]) -> LocalFiles {
        LocalFiles { path, _ throws(FileProblem) in
            guard let text = texts[path] else { throw .missing }
            return text
        }
    }

    private func load(
        _ texts: [String: String],
        _ environment: [String: String] = [:],
        file: String? = nil
    ) throws(ConfigurationProblems) -> Configuration {
        try Configuration.load(
            file: file,
            flags: Configuration.Flags(),
            environment: environment,
            files: files(texts)
        )
    }

    private func yaml(_ port: Int) -> String { ConfigurationSample.valid("server: {port: \(port)}") }

    @Test("The file in the working directory comes before XDG's, and that before ~/.config")
    func search() throws {
        let home = "/h/.config/claude-proxy/config.yaml"
        let xdg = "/xdg/claude-proxy/config.yaml"
        let environment = ["HOME": "/h", "XDG_CONFIG_HOME": "/xdg"]

        #expect(try load(["config.yaml": yaml(1), xdg: yaml(2)], environment).server.port == 1)
        #expect(try load([xdg: yaml(2), home: yaml(3)], environment).server.port == 2)
        #expect(try load([home: yaml(3)], ["HOME": "/h"]).server.port == 3)
        #expect(try load([home: yaml(3)], ["HOME": "/h", "XDG_CONFIG_HOME": "relative"]).server.port == 3)
        #expect(try load([xdg: yaml(2)], environment).source == .file(xdg))
    }

    @Test("A file that was asked for must be there")
    func missing() {
        #expect {
            try load(["config.yaml": yaml(1)], file: "other.yaml")
        } throws: { error in
            "\(error)"
                == "configuration: error: the file 'other.yaml' does not exist\n"
                + "  fix: correct the path, or write one with: claude-proxy init --config other.yaml"
        }
    }

    @Test(".env and relative secret files are looked for beside the configuration")
    func beside() throws {
        let configuration = try load(
            [
                "etc/config.yaml": "providers: {groq: {api_key: \"${file:key}\"}}", "etc/key": "k1\n",
                "etc/.env": "PORT=4005", ".env": "PORT=1",
            ],
            file: "etc/config.yaml"
        )

        #expect(configuration.server.port == 4005)
        #expect(configuration.providers[0].apiKey?.reveal() == "k1")
    }

    @Test("Real files: written for the owner alone, never replaced unasked, read back")
    func realFiles() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "configuration-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "config.yaml").path

        try ConfigurationTemplate.write(to: path, replaces: false)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try LocalFiles.live.read(path, 10_000) == ConfigurationTemplate.text)
        #expect(throws: ConfigurationProblems.self) { try ConfigurationTemplate.write(to: path, replaces: false) }

        try Data("old".utf8).write(to: URL(filePath: path))
        try ConfigurationTemplate.write(to: path, replaces: true)
        #expect(try LocalFiles.live.read(path, 10_000) == ConfigurationTemplate.text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["config.yaml"])
        #expect(throws: FileProblem.tooLarge(limit: 10)) { try LocalFiles.live.read(path, 10) }
        #expect(throws: FileProblem.isDirectory) { try LocalFiles.live.read(directory.path, 10) }
        #expect(throws: FileProblem.missing) { try LocalFiles.live.read(path + "x", 10) }
        try Data([0xFF, 0xFE]).write(to: URL(filePath: path))
        #expect(throws: FileProblem.notText) { try LocalFiles.live.read(path, 10) }
    }
}
