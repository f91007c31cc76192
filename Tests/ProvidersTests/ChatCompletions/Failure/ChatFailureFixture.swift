import Foundation
import HTTPTypes
import NIOCore
import Providers
import Testing

/// One file of `Fixtures/chat-failure/VENDOR`: an error as that vendor sends it, and what it is to be read as.
struct ChatFailureFixture: Sendable, CustomTestStringConvertible {
    /// The file.
    struct Content: Decodable, Sendable {
        struct Expected: Decodable, Sendable {
            let kind: String
            /// `without FIELD`, `renamed OLD NEW`, `effort LEVEL`, `tokens COUNT`, `responses`, `repeat`, `reasoning` or
            /// `system`; absent: nothing would help.
            let adjustment: String?
            let message: String?
            let waitSeconds: Double?
            let type: String?
        }
        /// Absent: the error came inside a success.
        let status: Int?
        let headers: [String: String]?
        let body: String
        let expected: Expected
    }

    /// The clock that the fixtures are read by: 2026-11-22T23:00:00Z.
    static let now = 1_795_388_400

    let vendor: String
    let name: String
    let content: Content

    var testDescription: String { "\(vendor)/\(name)" }

    var headers: HTTPFields {
        var fields: HTTPFields = [:]
        for (name, value) in content.headers ?? [:] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }

    /// The failure that is read, with the vendor called by its display name.
    func failure(vendorName: String) -> UpstreamFailure {
        let body = ByteBuffer(string: content.body)
        guard let status = content.status else { return ChatCompletionsFailure.inStream(body, vendorName: vendorName) }
        return ChatCompletionsFailure.read(
            status: status,
            headers: headers,
            body: body,
            vendorName: vendorName,
            now: Self.now
        )
    }

    var adjustment: RequestAdjustment? {
        let words = content.expected.adjustment?.split(separator: " ").map(String.init) ?? []
        switch words.first {
        case "without": return .withoutField(words[1])
        case "renamed": return .renamedField(words[1], to: words[2])
        case "effort": return .reasoningEffort(words[1])
        case "tokens": return Int(words[1]).map { .maxTokens($0) }
        case "responses": return .responsesAPI
        case "repeat": return .repeated
        case "reasoning": return .withoutReasoning
        case "system": return .withoutSystemTurns
        case nil: return nil
        default: fatalError("\(testDescription) expects an unknown adjustment.")
        }
    }

    static let all: [ChatFailureFixture] = {
        let folder = Fixtures.url("chat-failure")
        do {
            let files = FileManager.default
            return try files.contentsOfDirectory(atPath: folder.path).sorted().flatMap { vendor in
                try files.contentsOfDirectory(atPath: folder.appending(path: vendor).path).sorted().map { file in
                    let data = try Data(contentsOf: folder.appending(path: "\(vendor)/\(file)"))
                    let content = try JSONDecoder().decode(Content.self, from: data)
                    return ChatFailureFixture(vendor: vendor, name: String(file.dropLast(5)), content: content)
                }
            }
        } catch {
            fatalError("The fixtures cannot be read: \(error)")
        }
    }()
}
