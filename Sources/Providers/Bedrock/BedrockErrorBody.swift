import JSONBytes
import NIOCore

/// Name and words of an error in an answer's body: JSON in several spellings, XML, HTML or plain text.
struct BedrockErrorBody {
    /// Most of a body that is looked at, in bytes: an error of the front end with its HTML page is below 10 KB.
    static let byteLimit = 64 * 1024

    /// The error's name.
    private(set) var type: String?
    /// The error's words.
    private(set) var message: String?
    /// The status of the model's host.
    private(set) var originalStatus: Int?

    init(reading body: ByteBuffer) {
        let document = body.readableBytesSpan
        if let members = try? JSON.members(of: document) {
            read(members, in: document)
        } else {
            let text = String(decoding: body.readableBytesView.prefix(Self.byteLimit), as: UTF8.self)
            readMarkup(text)
        }
    }

    private mutating func read(_ members: [JSONMember], in document: RawSpan) {
        func text(_ names: StaticString...) -> String? {
            for name in names {
                guard let value = JSON.value(name, of: members, in: document), value.kind == .string else { continue }
                if let text = try? JSON.string(value, in: document), !text.isEmpty { return text }
            }
            return nil
        }
        type = type ?? text("__type", "code", "Code", "type")
        if let value = JSON.value("originalStatusCode", of: members, in: document) {
            var reader = JSONReader(document.extracting(value.range))
            originalStatus = try? reader.integer()
        }
        message = BedrockFailure.words(
            text("message", "Message", "errorMessage"),
            original: text("originalMessage"),
            originalStatus: originalStatus
        )
        // A gateway in between may answer in its own shape, with the error one level down.
        for name in ["error", "Error"] as [StaticString] where message == nil {
            guard let value = JSON.value(name, of: members, in: document) else { continue }
            if value.kind == .object, let inner = try? JSON.members(of: value, in: document) {
                readInner(inner, in: document)
            }
            if value.kind == .string { message = try? JSON.string(value, in: document) }
        }
    }

    private mutating func readInner(_ members: [JSONMember], in document: RawSpan) {
        type = nil
        for (name, isType) in [("type", true), ("Code", true), ("message", false), ("Message", false)]
            as [(StaticString, Bool)]
        {
            guard let value = JSON.value(name, of: members, in: document), value.kind == .string else { continue }
            guard let text = try? JSON.string(value, in: document) else { continue }
            if isType { type = type ?? text } else { message = message ?? text }
        }
    }

    private mutating func readMarkup(_ text: String) {
        let trimmed = text.drop(while: \.isWhitespace)
        guard trimmed.first == "<" else {
            message = trimmed.isEmpty ? nil : String(trimmed.prefix(Redaction.characterLimit))
            return
        }
        type = Self.element("Code", in: trimmed)
        message =
            Self.element("Message", in: trimmed) ?? Self.element("message", in: trimmed)
            ?? Self.element("title", in: trimmed)
        if type == nil, let root = Self.rootName(of: trimmed), BedrockErrorType(name: root) != nil { type = root }
    }

    /// The text of the first element of that name, with the five entities of XML read.
    private static func element(_ name: String, in text: Substring) -> String? {
        guard let start = text.firstRange(of: "<\(name)>")?.upperBound else { return nil }
        let content = text[start...].prefix { $0 != "<" }
        var plain = String(content.prefix(Redaction.characterLimit))
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            plain = plain.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
        }
        return plain.isEmpty ? nil : plain
    }

    private static func rootName(of text: Substring) -> String? {
        let tags = text.split(separator: "<").map { $0.prefix { $0.isLetter || $0.isNumber } }
        return tags.first { !$0.isEmpty }.map(String.init)
    }
}
