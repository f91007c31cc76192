/// The JSON around an error's text.
enum VendorErrorShape {
    /// `{"error":{"message","type","param","code"}}`.
    case openAI
    /// OpenAI's without the members that are null.
    case groq
    /// The error object's members at the top level.
    case cerebras
    /// `code` is the status.
    case openRouter
    /// `{"type":"error","error":{"type","message"},"request_id"}`.
    case anthropic
    /// `{"object":"error","message","type","param","code"}` with the status as code.
    case compatible

    init(_ vendor: Vendor, _ endpoint: UpstreamEndpoint?) {
        if endpoint?.speaksMessages == true {
            self = .anthropic
            return
        }
        switch vendor {
        case .bedrock, .openAI: self = .openAI
        case .groq: self = .groq
        case .cerebras: self = .cerebras
        case .openRouter: self = .openRouter
        case .anthropic: self = .anthropic
        case .compatible: self = .compatible
        }
    }

    /// The body of an error response.
    func body(_ text: VendorErrorText, requestID: String) -> String {
        switch self {
        case .openAI, .groq: JSONText.object([("error", object(text))])
        case .cerebras: object(text)
        case .openRouter: JSONText.object([("error", object(text)), ("user_id", "\"user_simulated\"")])
        case .anthropic:
            JSONText.object([
                ("type", "\"error\""), ("error", object(text)), ("request_id", JSONText.quoted(requestID)),
            ])
        case .compatible: JSONText.object([("object", "\"error\"")] + members(text, code: "\(text.status)"))
        }
    }

    /// The error object alone.
    func object(_ text: VendorErrorText) -> String {
        let message = ("message", JSONText.quoted(text.message))
        let type = ("type", JSONText.quoted(text.type))
        switch self {
        case .openAI, .cerebras: return JSONText.object(members(text, code: JSONText.quotedOrNull(text.code)))
        case .groq:
            let code = text.code.map { [("code", JSONText.quoted($0))] } ?? []
            let param = text.param.map { [("param", JSONText.quoted($0))] } ?? []
            return JSONText.object([message, type] + param + code + text.members)
        case .openRouter: return JSONText.object([message, ("code", "\(text.status)")] + text.members)
        case .anthropic: return JSONText.object([type, message])
        case .compatible: return JSONText.object(members(text, code: "\(text.status)"))
        }
    }

    private func members(_ text: VendorErrorText, code: String) -> [(name: String, json: String)] {
        [
            ("message", JSONText.quoted(text.message)), ("type", JSONText.quoted(text.type)),
            ("param", JSONText.quotedOrNull(text.param)), ("code", code),
        ] + text.members
    }
}
