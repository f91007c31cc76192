import HTTPTypes
import JSONBytes
import NIOCore

extension UpstreamErrorBody {
    /// Most headers that are taken from a body.
    private static let headerLimit = 32

    /// The status that MiniMax's own codes would have, as far as they say more than that it failed.
    ///
    /// - Note: Source: https://platform.minimax.io/docs/api-reference/errorcode, seen 2026-11-22.
    private static let miniMaxStatuses = [
        "1001": 504, "1002": 429, "1004": 401, "1008": 402, "1026": 400, "1027": 400, "1039": 429, "1041": 429,
        "2013": 400, "2045": 429, "2049": 401, "2056": 429,
    ]

    mutating func read(_ root: JSONValue, in document: RawSpan) {
        switch root.kind {
        case .object: readTop(ErrorObject(root, in: document), in: document)
        case .array:
            // Gemini wraps its error in a list.
            if let first = (try? JSON.elements(of: root, in: document))?.first, first.kind == .object {
                readTop(ErrorObject(first, in: document), in: document)
            }
        case .string: message = try? JSON.string(root, in: document)
        case .number, .boolean, .null: break
        }
    }

    private mutating func readTop(_ top: ErrorObject, in document: RawSpan) {
        status = top.integer("status_code", in: document)
        let places = [
            top.value("error", in: document),
            top.object("response", in: document)?.value("error", in: document),
            top.object("x_groq", in: document)?.value("error", in: document),
            choice(of: top, in: document)?.value("error", in: document),
        ]
        for place in places.compactMap(\.self) where message == nil && code == nil {
            switch place.kind {
            case .object: readError(ErrorObject(place, in: document), in: document)
            case .string: message = try? JSON.string(place, in: document)
            case .array, .number, .boolean, .null: break
            }
        }
        if message == nil, code == nil { readError(top, in: document) }
        if message == nil { readLists(top, in: document) }
        if message == nil, let answer = top.object("base_resp", in: document) {
            message = answer.string("status_msg", in: document)
            code = answer.name("status_code", in: document)
            status = status ?? code.flatMap { Self.miniMaxStatuses[$0] }
        }
        status = status ?? code.flatMap(Self.status)
    }

    private func choice(of top: ErrorObject, in document: RawSpan) -> ErrorObject? {
        guard let choices = top.value("choices", in: document), choices.kind == .array,
            let first = (try? JSON.elements(of: choices, in: document))?.first, first.kind == .object
        else { return nil }
        return ErrorObject(first, in: document)
    }

    private mutating func readError(_ error: ErrorObject, in document: RawSpan) {
        message = error.string("message", in: document) ?? error.string("msg", in: document)
        code = error.name("code", in: document)
        type = error.name("type", in: document) ?? error.name("status", in: document)
        parameter = error.string("param", in: document).map { String($0.prefix(Self.nameLimit)) }
        status = status ?? error.integer("status_code", in: document)
        // Azure: which of its filters refused the prompt.
        if error.object("innererror", in: document)?.name("code", in: document) == "ResponsibleAIPolicyViolation" {
            isModerated = true
        }
        if message == nil, let inner = error.value("error", in: document), inner.kind == .string {
            message = try? JSON.string(inner, in: document)
        }
        // Mistral puts FastAPI's list in place of the words.
        if message == nil, let inner = error.object("message", in: document) { readLists(inner, in: document) }
        if let metadata = error.object("metadata", in: document) { readMetadata(metadata, in: document) }
        addSizes(error, in: document)
    }

    /// OpenRouter's additions; the words of the provider behind it tell more than its own.
    private mutating func readMetadata(_ metadata: ErrorObject, in document: RawSpan) {
        commonType = metadata.name("error_type", in: document) ?? metadata.name("provider_code", in: document)
        limitSource = metadata.name("limit_source", in: document)
        providerName = metadata.name("provider_name", in: document)
        isModerated =
            isModerated || metadata.value("flagged_input", in: document) != nil
            || metadata.value("reasons", in: document) != nil
        if let raw = metadata.value("raw", in: document) { readRaw(raw, in: document) }
        for member in metadata.object("headers", in: document)?.members.prefix(Self.headerLimit) ?? [] {
            guard let name = HTTPField.Name(JSON.key(member, in: document)) else { continue }
            headers[name] = ErrorObject.text(member.value, in: document)
        }
    }

    private mutating func readRaw(_ raw: JSONValue, in document: RawSpan) {
        guard depth < Self.nestingLimit else { return }
        var inner: UpstreamErrorBody?
        if raw.kind == .string, let text = try? JSON.string(raw, in: document), !text.isEmpty {
            inner = UpstreamErrorBody(reading: ByteBuffer(string: text), depth: depth + 1)
        } else if raw.kind == .object {
            inner = document.extracting(raw.range).withUnsafeBytes {
                UpstreamErrorBody(reading: ByteBuffer(bytes: $0), depth: depth + 1)
            }
        }
        guard let inner else { return }
        message = inner.message ?? message
        commonType = commonType ?? inner.code.flatMap { Int($0) == nil ? $0 : nil }
        type = type ?? inner.type
        parameter = parameter ?? inner.parameter
    }

    /// FastAPI's `detail`, a text or a list; a list of `errors`.
    ///
    /// An entry is read like any error, which ends at ``JSONReader/depthLimit``.
    private mutating func readLists(_ top: ErrorObject, in document: RawSpan) {
        for name in ["detail", "errors"] as [StaticString] where message == nil {
            guard let value = top.value(name, in: document) else { continue }
            switch value.kind {
            case .string: message = try? JSON.string(value, in: document)
            case .object: readError(ErrorObject(value, in: document), in: document)
            case .array:
                guard let first = (try? JSON.elements(of: value, in: document))?.first, first.kind == .object else {
                    continue
                }
                let entry = ErrorObject(first, in: document)
                readError(entry, in: document)
                parameter = parameter ?? entry.path("loc", in: document)
            case .number, .boolean, .null: break
            }
        }
    }

    /// llama.cpp tells the sizes beside the words.
    private mutating func addSizes(_ error: ErrorObject, in document: RawSpan) {
        guard let prompt = error.integer("n_prompt_tokens", in: document),
            let window = error.integer("n_ctx", in: document)
        else { return }
        message = "\(message ?? "context"): prompt is too long: \(prompt) tokens > \(window) maximum"
    }

    /// A status that an error gives as its code: 429, "429".
    private static func status(_ code: String) -> Int? {
        Int(code).flatMap { (400...599).contains($0) ? $0 : nil }
    }
}
