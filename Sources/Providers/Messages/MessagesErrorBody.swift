import JSONBytes
import NIOCore

/// What an error tells of itself: in Anthropic's shape, in the shapes of servers that only nearly speak its API, or as a
/// page of something in between.
struct MessagesErrorBody: Sendable {
    /// Most of a text body that is looked at, in bytes: a page of a CDN is below 10 KB.
    private static let byteLimit = 64 * 1024

    /// The error's name: `error.type`, or a `code` that is no number.
    private(set) var type: String?
    /// The error's words.
    private(set) var message: String?
    /// `error.details.error_code`, or a number or name in `error.code`.
    private(set) var code: String?
    /// Whether the body says that there is an error.
    private(set) var isError = false
    /// `error.metadata` of OpenRouter: whether it was moderation that refused.
    private(set) var isModeration = false
    /// `error.metadata` of OpenRouter: whether other requests of ours use up the budget for the moment.
    private(set) var isBudgetInFlight = false

    init(reading body: ByteBuffer) {
        let document = body.readableBytesSpan
        if let members = try? JSON.members(of: document) {
            read(members, in: document)
        } else {
            readText(String(decoding: body.readableBytesView.prefix(Self.byteLimit), as: UTF8.self))
        }
    }

    /// Whether a body of that `type`, with these members, says that there is an error.
    static func isError(type: String?, _ members: [JSONMember], in document: RawSpan) -> Bool {
        type == "error" || JSON.value("error", of: members, in: document).map { $0.kind != .null } ?? false
    }

    /// An HTTP status in the place of a code.
    var status: Int? { code.flatMap(Int.init).flatMap { (400...599).contains($0) ? $0 : nil } }

    private mutating func read(_ members: [JSONMember], in document: RawSpan) {
        let typeValue = JSON.value("type", of: members, in: document).flatMap { document.text(of: $0) }
        isError = Self.isError(type: typeValue, members, in: document)
        if let error = JSON.value("error", of: members, in: document), error.kind != .null {
            if error.kind == .object, let inner = try? JSON.members(of: error, in: document) {
                readError(inner, in: document)
            } else {
                message = document.text(of: error)
            }
        }
        func text(_ name: StaticString) -> String? {
            JSON.value(name, of: members, in: document).flatMap { document.text(of: $0) }
        }
        message = message ?? text("message") ?? text("detail") ?? text("msg")
        if type == nil, typeValue != "error" { type = typeValue }
        if code == nil, let value = JSON.value("code", of: members, in: document) { readCode(value, in: document) }
    }

    private mutating func readError(_ members: [JSONMember], in document: RawSpan) {
        for member in members {
            if JSON.matches(member.key, "type", in: document) {
                type = document.text(of: member.value)
            } else if JSON.matches(member.key, "message", in: document) {
                message = document.text(of: member.value)
            } else if JSON.matches(member.key, "code", in: document) {
                readCode(member.value, in: document)
            } else if JSON.matches(member.key, "details", in: document) {
                if let inner = object(member.value, in: document),
                    let value = JSON.value("error_code", of: inner, in: document)
                {
                    readCode(value, in: document)
                }
            } else if JSON.matches(member.key, "metadata", in: document) {
                readMetadata(member.value, in: document)
            }
        }
    }

    /// - Note: Source: OpenRouter, errors (https://openrouter.ai/docs/api-reference/errors, seen 2026-11-22).
    private mutating func readMetadata(_ value: JSONValue, in document: RawSpan) {
        guard let members = object(value, in: document) else { return }
        isModeration = JSON.value("reasons", of: members, in: document)?.kind == .array
        let kind = JSON.value("error_type", of: members, in: document).flatMap { document.text(of: $0) }
        if type == nil { type = kind }
        let source = JSON.value("limit_source", of: members, in: document).flatMap { document.text(of: $0) }
        isBudgetInFlight = source == "openrouter_in_flight_budget"
    }

    private mutating func readCode(_ value: JSONValue, in document: RawSpan) {
        switch value.kind {
        case .string: code = document.text(of: value)
        case .number: code = String(decoding: document.array(value.range), as: UTF8.self)
        case .object, .array, .boolean, .null: break
        }
    }

    private func object(_ value: JSONValue, in document: RawSpan) -> [JSONMember]? {
        value.kind == .object ? try? JSON.members(of: value, in: document) : nil
    }

    /// A page's title, or the text as it is.
    private mutating func readText(_ text: String) {
        let trimmed = text.drop(while: \.isWhitespace)
        guard trimmed.first == "<" else {
            message = trimmed.isEmpty ? nil : String(trimmed.prefix(Redaction.characterLimit))
            return
        }
        guard let start = trimmed.firstRange(of: "<title>")?.upperBound else { return }
        let title = trimmed[start...].prefix { $0 != "<" }
        message = title.isEmpty ? nil : String(title.prefix(Redaction.characterLimit))
    }
}
