import HTTPTypes
import JSONBytes
import NIOCore

/// Name and words of an error in any of the shapes that servers speaking OpenAI's dialects give it.
///
/// An `error` object; an `error` text; the same fields at the top; FastAPI's `detail`; a list of `errors`; an error inside
/// a choice, a `response` or `x_groq`; MiniMax's `base_resp`; Gemini's list of one; plain text; an HTML page.
struct UpstreamErrorBody: Equatable {
    /// Most of a body that is looked at, in bytes: error pages with their style sheets are below 50 KB.
    static let byteLimit = 64 * 1024
    /// Longest name or parameter that is kept, in characters.
    static let nameLimit = 128
    /// Most errors that are read inside each other: a router's holds its provider's, which may hold a host's.
    static let nestingLimit = 2

    /// The error's words, at most ``Redaction/characterLimit`` characters; those that tell something come first.
    var message: String?
    /// The error's family: `invalid_request_error`; Gemini's `status`.
    var type: String?
    /// The error's own name: `context_length_exceeded`; a number is written out.
    var code: String?
    /// The field that is at fault.
    var parameter: String?
    /// OpenRouter's name for it, the same for all providers: `metadata.error_type`.
    var commonType: String?
    /// Which of OpenRouter's limits it was.
    var limitSource: String?
    /// The provider behind OpenRouter.
    var providerName: String?
    /// Whether the prompt was refused for what it says.
    var isModerated = false
    /// The status that belongs to the error, where the answer's own was a success.
    var status: Int?
    /// Headers that travel in the body.
    var headers: HTTPFields = [:]
    /// How many errors stand around this one.
    let depth: Int

    /// `depth` counts the errors around this one.
    init(reading body: ByteBuffer, depth: Int = 0) {
        self.depth = depth
        guard body.readableBytes > 0 else { return }
        let document = body.readableBytesSpan
        if let root = try? JSON.validate(document) {
            read(root, in: document)
        } else {
            let text = String(decoding: body.readableBytesView.prefix(Self.byteLimit), as: UTF8.self)
            message = Self.words(ofPage: text)
        }
        message = message.map { String($0.prefix(Redaction.characterLimit)) }
    }

    /// The names, the most telling one first.
    var names: [String] {
        [code, commonType, type].compactMap { $0?.lowercased() }
    }

    /// What is shown as the error's name: a word rather than a number.
    var displayName: String? {
        let names = [code, commonType, type].compactMap(\.self)
        return names.first { Int($0) == nil } ?? names.first
    }

    /// A page's title, or the text itself.
    private static func words(ofPage text: String) -> String? {
        let trimmed = text.drop(while: \.isWhitespace)
        guard trimmed.first == "<" else {
            return trimmed.isEmpty ? nil : String(trimmed)
        }
        guard let open = trimmed.firstRange(of: "<title")?.upperBound ?? trimmed.firstRange(of: "<TITLE")?.upperBound,
            let start = trimmed[open...].firstIndex(of: ">")
        else { return nil }
        let title = trimmed[start...].dropFirst().prefix { $0 != "<" }
        let words = title.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
