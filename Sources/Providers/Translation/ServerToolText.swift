import JSONBytes
import MessagesAPI
import NIOCore

/// Says in words what a tool that Anthropic's servers ran was asked and gave.
///
/// Elsewhere there is no such tool, but the answers that followed rest on what it gave.
enum ServerToolText {
    /// Deepest nesting that is looked into; a page in a search's result is at 4.
    private static let depthLimit = 8
    /// The members that hold something to read; the others are ids and what only Anthropic can decrypt.
    private static let readable: Set<String> = [
        "title", "url", "text", "stdout", "stderr", "error_code", "page_age", "data", "tool_name", "content",
    ]

    static func call(_ call: ServerToolUseBlock) -> String {
        "[\(call.name) was called with \(call.input.text)]"
    }

    static func call(_ call: MCPToolUseBlock) -> String {
        "[\(call.name) of \(call.serverName) was called with \(call.input.text)]"
    }

    static func result(_ result: ServerToolResultBlock) -> String {
        var lines = ["[\(result.type)]"]
        let document = result.content.bytes.readableBytesSpan
        if let value = try? JSON.validate(document) {
            collect(value, in: document, depth: 0, into: &lines)
        }
        return lines.joined(separator: "\n")
    }

    static func heading(of result: MCPToolResultBlock) -> String {
        result.isError == true ? "[the tool failed]" : "[the tool gave]"
    }

    private static func collect(_ value: JSONValue, in document: RawSpan, depth: Int, into lines: inout [String]) {
        guard depth < depthLimit else { return }
        switch value.kind {
        case .array:
            for element in (try? JSON.elements(of: value, in: document)) ?? [] {
                collect(element, in: document, depth: depth + 1, into: &lines)
            }
        case .object:
            for member in (try? JSON.members(of: value, in: document)) ?? [] {
                if member.value.kind != .string {
                    collect(member.value, in: document, depth: depth + 1, into: &lines)
                } else if readable.contains(JSON.key(member, in: document)),
                    let text = try? JSON.string(member.value, in: document), !text.isEmpty
                {
                    lines.append(text)
                }
            }
        case .string, .number, .boolean, .null: break
        }
    }
}
