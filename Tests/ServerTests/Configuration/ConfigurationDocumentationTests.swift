import Foundation
import Testing

@testable import Server

@Suite("Documentation and examples of the configuration")
struct ConfigurationDocumentationTests {
    /// The package's folder.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    @Test("docs/configuration.md has exactly the row that the table of keys says", arguments: ConfigurationKey.all)
    func rows(_ key: ConfigurationKey) throws {
        let row = key.documentationRow

        #expect(try text("docs/configuration.md").split(separator: "\n").contains { $0 == row }, "missing: \(row)")
    }

    @Test("docs/configuration.md names no key that does not exist")
    func noOthers() throws {
        let known = Set(ConfigurationKey.all.map(\.path))
        let rows = try text("docs/configuration.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        let paths = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }

        #expect(paths.count == known.count)
        #expect(paths.filter { !known.contains($0) }.isEmpty)
    }

    @Test(
        "The examples load without a problem",
        arguments: ["Examples/config.minimal.yaml", "Examples/config.mixed.yaml", "Examples/config.full.yaml"]
    )
    func examples(_ path: String) throws {
        var sample = ConfigurationSample(yaml: try text(path))
        sample.environment = [
            "PROXY_KEY": "k-1", "ANTHROPIC_API_KEY": "k-2", "OPENROUTER_API_KEY": "k-3", "GROQ_API_KEY": "k-4",
            "CEREBRAS_API_KEY": "k-5",
        ]

        #expect(sample.problems.isEmpty)
        #expect(try sample.load().routing.isEnabled)
    }

    @Test("The full example has every key")
    func everyKey() throws {
        let document = YAMLDocument(try text("Examples/config.full.yaml"), file: "config.full.yaml")
        let outline = ConfigurationOutline(try #require(document.root), file: "config.full.yaml")
        let used = Set(outline.values.keys.map(pattern))

        #expect(ConfigurationKey.all.map(\.path).filter { !used.contains($0) }.isEmpty)
    }

    @Test("Every default in the table is a value that the key takes", arguments: ConfigurationKey.all)
    func defaults(_ key: ConfigurationKey) throws {
        guard let fallback = key.fallback else { return }
        switch key.kind {
        case .integer(let range, _): _ = try ConfigurationValue.integer(fallback, in: range)
        case .duration(let range): _ = try ConfigurationValue.duration(fallback, in: range)
        case .byteCount(let range): _ = try ConfigurationValue.byteCount(fallback, in: range)
        case .boolean: _ = try ConfigurationValue.boolean(fallback)
        case .url: _ = try WebAddress(fallback)
        case .choice(let values): _ = try ConfigurationValue.choice(fallback, of: values)
        case .text, .secret: #expect(!fallback.isEmpty)
        }
    }

    @Test("The script for Claude Code points it at the default address")
    func script() throws {
        #expect(
            try text("Examples/claude-code.sh").contains(
                "ANTHROPIC_BASE_URL=\"${ANTHROPIC_BASE_URL:-http://127.0.0.1:3001}\""
            )
        )
    }

    /// `providers.vllm.base_url` → `providers.*.base_url`, `routing.models[0].model` → `routing.models[].model`.
    private func pattern(of path: String) -> String {
        var parts = path.split(separator: ".").map(String.init)
        if parts.first == "providers" { parts[1] = "*" }
        if parts.count > 3, parts[2] == "headers" { parts = ["providers", "*", "headers", "*"] }
        return parts.map { part in
            part.firstIndex(of: "[").map { part[..<$0] + "[]" } ?? part
        }.joined(separator: ".")
    }
}

extension ConfigurationKey {
    /// The key's row: key, type, default, range, environment and flag, example, meaning.
    fileprivate var documentationRow: String {
        let standIns = fallbackVariables.map { "`\($0)`, else " }.joined()
        let preset = fallback.map { "\(standIns)`\($0)`" } ?? "–"
        let outside = variables.map { "`\($0.name)`" } + (flag.map { ["`\($0)`"] } ?? [])
        let range = kind.documentedRange.isEmpty ? "–" : kind.documentedRange
        let cells = [
            "`\(path)`", kind.documentedType, preset, range, outside.isEmpty ? "–" : outside.joined(separator: ", "),
            "`\(example)`", meaning,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
