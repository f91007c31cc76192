import Providers

/// Keys and addresses of a provider.
extension ConfigurationBuilder {
    /// The word in place of a key that sends the client's own credential upstream.
    private static let passthrough = "passthrough"

    mutating func readAPIKey(at path: String, kind: ProviderSettings.Kind) -> (key: Secret?, isPassthrough: Bool) {
        let keyPath = "\(path).api_key"
        if let written = reader.outline.values[keyPath], written.text == Self.passthrough {
            let place = SettingOrigin.file(written.location)
            guard kind.takesClientCredential else {
                reader.report(
                    .error,
                    at: place,
                    "\(keyPath): a client's credential is Anthropic's and means nothing to \(kind.name)",
                    mend: kind == .bedrock
                        ? "remove it; the AWS credential chain signs the requests" : "write the provider's own key"
                )
                return (nil, false)
            }
            reader.note(keyPath, Self.passthrough, from: place)
            return (nil, true)
        }
        return (reader.secret(of: .providerAPIKey, at: keyPath), false)
    }

    mutating func readBaseURL(
        at path: String,
        kind: ProviderSettings.Kind,
        hasKey: Bool,
        besides server: ServerSettings
    ) -> String? {
        let urlPath = "\(path).base_url"
        let known = reader.problems.count
        guard let address = reader.url(of: .providerBaseURL, at: urlPath) else {
            let isNeeded = kind == .openAICompatible || kind == .anthropicCompatible
            if isNeeded, reader.problems.count == known {
                reader.report(
                    .error,
                    at: reader.outline.locations[path].map(SettingOrigin.file),
                    "\(path) has no base_url, which type '\(kind.name)' needs",
                    mend: "add 'base_url: https://…'"
                )
            }
            return nil
        }
        let place = reader.origin(of: .providerBaseURL, at: urlPath)
        if isOwn(address, server) {
            if case .variable(let name)? = place { return passOver(name, at: urlPath) }
            refuseOwn(at: place, path: urlPath)
        }
        if hasKey, !address.isEncrypted, !address.isLoopback {
            reader.report(
                .warning,
                at: place,
                "\(urlPath): the key goes unencrypted over http",
                mend: "use https"
            )
        }
        return address.text
    }

    mutating func readEndpoint(at path: String, besides server: ServerSettings) -> String? {
        guard let address = reader.url(of: .providerEndpoint, at: path) else { return nil }
        if isOwn(address, server) { refuseOwn(at: reader.origin(of: .providerEndpoint, at: path), path: path) }
        return address.text
    }

    /// The address is that of the proxy itself.
    func isOwn(_ address: WebAddress, _ server: ServerSettings) -> Bool {
        guard address.port == server.port else { return false }
        return address.isLoopback || address.host == server.host.lowercased()
    }

    /// Reports an address that is the proxy's own.
    mutating func refuseOwn(at place: SettingOrigin?, path: String) {
        reader.report(
            .error,
            at: place,
            "\(path) is the proxy's own address: every request would come back to it",
            mend: "write the upstream's address, or change server.port"
        )
    }

    /// Claude Code finds the proxy by `ANTHROPIC_BASE_URL`; started in the same shell the proxy would send to itself.
    private mutating func passOver(_ variable: String, at path: String) -> String? {
        reader.report(
            .warning,
            at: .variable(variable),
            "this is the proxy's own address, so it is not used for \(path)",
            mend: "unset it where the proxy is started; it is meant for Claude Code"
        )
        reader.forget(path)
        return reader.url(of: .providerBaseURL.withoutVariables, at: path)?.text
    }

    /// Where the provider is described, else where a route first names it.
    private func place(of provider: ProviderSettings) -> SourceLocation? {
        let uses = reader.outline.values.filter { $0.key.hasSuffix(".name") && $0.value.text == provider.name }
        return reader.outline.locations["providers.\(provider.name)"] ?? uses.values.map(\.location).min()
    }

    /// A vendor's own address without a key answers 401 to everything.
    mutating func checkKeys(of providers: [ProviderSettings], routes: [RouteSettings]) {
        for (index, provider) in providers.enumerated() {
            guard let variable = provider.kind.apiKeyVariable, provider.baseURL == nil, provider.apiKey == nil,
                !provider.apiKeyPassthrough
            else { continue }
            // A key that is there but wrong has been reported.
            guard reader.outline.values["providers.\(provider.name).api_key"] == nil else { continue }
            let isUsed = routes.isEmpty ? index == 0 : routes.contains { $0.uses(provider.name) }
            reader.report(
                isUsed ? .error : .warning,
                at: place(of: provider).map(SettingOrigin.file),
                "provider '\(provider.name)' has no api_key",
                mend: "set \(variable), or add 'api_key: ${\(variable)}' under providers.\(provider.name)"
            )
        }
    }
}

extension RouteSettings {
    fileprivate func uses(_ provider: String) -> Bool {
        targets.contains { $0.provider == provider }
    }
}
