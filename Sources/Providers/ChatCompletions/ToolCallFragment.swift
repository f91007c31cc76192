import JSONBytes

/// What one element of a chunk's `tool_calls` says about a call.
///
/// Each member may be missing, `null` or empty; then nothing is said.
struct ToolCallFragment {
    var index: Int?
    var id: String?
    var name: String?
    /// Arguments to be added, escaped as inside a JSON string; `nil` where there are none.
    var arguments: RawArguments?
    /// Gemini's `extra_content`, where it holds a signature.
    var extra: Range<Int>?

    enum RawArguments {
        /// The inside of a string.
        case text(Range<Int>)
        /// A whole value where a string should be, above all an object.
        case json(Range<Int>)
    }

    /// Reads an element inside a document that was validated before.
    init(reading element: JSONValue, in document: RawSpan) throws(JSONError) {
        guard element.kind == .object else { return }
        for member in try JSON.members(of: element, in: document) {
            let value = member.value
            if JSON.matches(member.key, "index", in: document), value.kind == .number {
                var reader = JSONReader(document.extracting(value.range))
                index = try? reader.integer()
            } else if JSON.matches(member.key, "id", in: document) {
                id = Self.text(value, document)
            } else if JSON.matches(member.key, "extra_content", in: document) {
                if Self.isSigned(value, document) { extra = value.range }
            } else if JSON.matches(member.key, "function", in: document), value.kind == .object {
                try readFunction(value, document)
            }
        }
    }

    /// Reads a `function_call`, of which an answer has only one.
    init(function: JSONValue, in document: RawSpan) throws(JSONError) {
        index = 0
        try readFunction(function, document)
    }

    /// The arguments as text; empty where there are none.
    func argumentsText(in document: RawSpan) -> String {
        switch arguments {
        case nil: return ""
        case .json(let range):
            return document.extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        case .text(let range):
            return EscapedText.string(document.extracting(range).withUnsafeBytes { Array($0) })
        }
    }

    private mutating func readFunction(_ function: JSONValue, _ document: RawSpan) throws(JSONError) {
        for member in try JSON.members(of: function, in: document) {
            let value = member.value
            if JSON.matches(member.key, "name", in: document) {
                name = Self.text(value, document)
            } else if JSON.matches(member.key, "arguments", in: document) {
                switch value.kind {
                case .string where value.range.count > 2:
                    arguments = .text(value.range.lowerBound + 1..<value.range.upperBound - 1)
                case .object, .array, .number, .boolean: arguments = .json(value.range)
                case .string, .null: break
                }
            }
        }
    }

    /// - Note: Source: https://ai.google.dev/gemini-api/docs/thought-signatures, seen 2026-11-22.
    private static func isSigned(_ extra: JSONValue, _ document: RawSpan) -> Bool {
        guard extra.kind == .object, extra.range.count <= ReasoningPayload.hiddenLimit,
            let members = try? JSON.members(of: extra, in: document),
            let google = JSON.value("google", of: members, in: document), google.kind == .object,
            let parts = try? JSON.members(of: google, in: document)
        else { return false }
        return JSON.value("thought_signature", of: parts, in: document)?.kind == .string
    }

    private static func text(_ value: JSONValue, _ document: RawSpan) -> String? {
        guard value.kind == .string, value.range.count > 2 else { return nil }
        return try? JSON.string(value, in: document)
    }
}
