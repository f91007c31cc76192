import HTTPTypes
import MessagesAPI

extension MessagesProvider {
    /// What clients send that name none.
    private static let usualVersion = "2023-06-01"

    /// The headers of a request.
    ///
    /// Of the client's own only those of the Messages API go on, as an open list; its credential only where the provider
    /// was told so.
    func fields(
        for request: MessagesRequest,
        at address: MessagesAddress,
        changes: MessagesAdjustments
    ) throws(UpstreamFailure) -> HTTPFields {
        let isStreaming = request.isStreaming && !changes.isCount
        var fields: HTTPFields = [
            .contentType: "application/json",
            .accept: isStreaming ? "text/event-stream" : "application/json",
        ]
        for field in request.headers where field.name.canonicalName.hasPrefix("anthropic-") {
            fields.append(field)
        }
        fields[.messagesVersion] = request.version ?? Self.usualVersion
        let betas = changes.betas(of: request.betas)
        fields[.messagesBeta] = betas.isEmpty ? nil : betas.joined(separator: ",")
        try authorize(&fields, for: request, at: address)
        for name in Set(headers.map(\.name)) { fields[fields: name] = headers[fields: name] }
        return fields
    }

    private func authorize(
        _ fields: inout HTTPFields,
        for request: MessagesRequest,
        at address: MessagesAddress
    ) throws(UpstreamFailure) {
        switch credential {
        case .none: break
        case .key(let key):
            if vendor.authorization != .bearer { fields[.messagesKey] = key.reveal() }
            if vendor.authorization != .apiKey { fields[.authorization] = "Bearer \(key.reveal())" }
        case .passthrough:
            guard address.mayGetClientCredential else {
                throw UpstreamFailure(
                    .misconfigured,
                    "api_key: passthrough is for https://api.anthropic.com only, not for \(address.host)."
                )
            }
            let own = request.credential.filter { $0.name == .authorization || $0.name == .messagesKey }
            guard own.contains(where: { !$0.value.isEmpty }) else { throw Self.missingCredential }
            for field in own { fields[field.name] = field.value }
        }
    }

    private static let missingCredential = UpstreamFailure(
        .clientAuthentication,
        "This model is reached with your own Anthropic credential, and the request has none: send x-api-key or "
            + "authorization (ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN, or a login)."
    )
}

extension HTTPField.Name {
    static let messagesVersion = messagesLiteral("anthropic-version")
    static let messagesBeta = messagesLiteral("anthropic-beta")
    static let messagesKey = messagesLiteral("x-api-key")

    private static func messagesLiteral(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is not a header name") }
        return field
    }
}
