import Providers

/// The `providers` section.
extension ConfigurationBuilder {
    /// Every provider of the file, in its order.
    mutating func readProviders(besides server: ServerSettings) -> [ProviderSettings] {
        let names = reader.outline.names["providers"] ?? []
        return names.compactMap { name in
            guard let kind = kind(of: name) else { return nil }
            return readProvider(name.text, kind: kind, besides: server)
        }
    }

    /// A provider that is built in and that only a route or a credential names.
    mutating func implicitProvider(_ kind: ProviderSettings.Kind, besides server: ServerSettings) -> ProviderSettings {
        readProvider(kind.name, kind: kind, besides: server)
    }

    // MARK: one provider

    private mutating func readProvider(
        _ name: String,
        kind: ProviderSettings.Kind,
        besides server: ServerSettings
    ) -> ProviderSettings {
        let path = "providers.\(name)"
        refuseForeignKeys(at: path, name: name, kind: kind)
        let isBedrock = kind == .bedrock
        let (apiKey, isPassthrough) = readAPIKey(at: path, kind: kind)
        let baseURL = isBedrock ? nil : readBaseURL(at: path, kind: kind, hasKey: apiKey != nil, besides: server)
        let region = isBedrock ? reader.region(of: .providerRegion, at: "\(path).region") : nil
        let endpoint = isBedrock ? readEndpoint(at: "\(path).endpoint", besides: server) : nil
        let profile = isBedrock ? reader.text(of: .providerProfileName, at: "\(path).profile_name") : nil
        return ProviderSettings(
            name: name,
            kind: kind,
            region: isBedrock ? regionOfProfile(profile, at: "\(path).region") ?? region : nil,
            endpoint: endpoint,
            profileName: profile,
            baseURL: baseURL,
            apiKey: apiKey,
            apiKeyPassthrough: isPassthrough,
            headers: readHeaders(at: "\(path).headers"),
            connectTimeout: reader.duration(of: .providerConnectTimeout, at: "\(path).connect_timeout"),
            headTimeout: reader.duration(of: .providerHeadTimeout, at: "\(path).head_timeout"),
            idleTimeout: reader.duration(of: .providerIdleTimeout, at: "\(path).idle_timeout")
        )
    }

    /// The AWS profile's own region, where nobody else names one.
    private mutating func regionOfProfile(_ profile: String?, at path: String) -> String? {
        guard reader.origin(of: .providerRegion, at: path) == .builtIn else { return nil }
        let variables = reader.environment.merged
        guard let region = AWSRegion.ofProfile(profile, variables: variables, readFile: { try? readFile($0) }) else {
            return nil
        }
        reader.forget(path)
        reader.note(path, region, from: .awsProfile)
        return region
    }

    private mutating func kind(of name: ConfigurationOutline.Name) -> ProviderSettings.Kind? {
        let isClean = name.text.utf8.allSatisfy(Self.isNameByte)
        guard isClean, (1...64).contains(name.text.utf8.count) else {
            reader.report(
                .error,
                at: .file(name.location),
                "\(Excerpt.quoted(name.text)) cannot be the name of a provider",
                mend: "use up to 64 letters, digits, '-' and '_'"
            )
            return nil
        }
        let path = "providers.\(name.text).type"
        let written = reader.choice(of: .providerType, at: path).flatMap(ProviderSettings.Kind.init(named:))
        let builtIn = ProviderSettings.Kind.builtIn(named: name.text)
        if let written, let builtIn, written != builtIn {
            reader.report(
                .error,
                at: reader.origin(of: .providerType, at: path),
                "\(path): \(name.text) is built in and cannot be of type '\(written.name)'",
                mend: "give the provider another name"
            )
        }
        if let kind = builtIn ?? written { return kind }
        // A type that is there but wrong has been reported.
        if reader.outline.values[path] == nil { reportMissingType(name) }
        return nil
    }

    private mutating func reportMissingType(_ name: ConfigurationOutline.Name) {
        let near = Spelling.nearest(to: name.text, among: ProviderSettings.Kind.builtIn.map(\.name))
        let types = "'type: openai-compatible' or 'type: anthropic-compatible'"
        reader.report(
            .error,
            at: .file(name.location),
            "provider \(Excerpt.quoted(name.text)) is not built in and has no type",
            mend: near.map { "did you mean '\($0)'? Otherwise add \(types)" } ?? "add \(types)"
        )
    }

    /// Keys that exist, but not for this kind of provider.
    private mutating func refuseForeignKeys(at path: String, name: String, kind: ProviderSettings.Kind) {
        for key in ConfigurationKey.providerKeys where !key.providerKinds.isEmpty {
            guard !key.providerKinds.contains(kind), let location = reader.outline.locations["\(path).\(key.name)"]
            else { continue }
            let instead = kind == .bedrock ? "endpoint" : "base_url"
            let isAddress = key.kind == .url
            reader.report(
                .error,
                at: .file(location),
                "'\(key.name)' is not a key of \(name), which is of type \(kind.name)",
                mend: isAddress ? "use '\(instead)'" : "remove it"
            )
        }
    }

    private mutating func readHeaders(at path: String) -> [ProviderSettings.Header] {
        var headers: [ProviderSettings.Header] = []
        for name in reader.outline.names[path] ?? [] {
            let isReserved = Self.reservedHeaders.contains(name.text.lowercased())
            guard !isReserved, !name.text.isEmpty, name.text.utf8.allSatisfy(Self.isTokenByte) else {
                let reason = isReserved ? "is set by the proxy itself" : "is not a header name"
                reader.report(
                    .error,
                    at: .file(name.location),
                    "\(path): \(Excerpt.quoted(name.text)) \(reason)",
                    mend: "remove it"
                )
                continue
            }
            if let value = reader.secret(of: .providerHeaders, at: "\(path).\(name.text)") {
                headers.append(ProviderSettings.Header(name: name.text, value: value))
            }
        }
        return headers
    }

    /// Letters, digits, `-` and `_`: fit for a target's id, a metric label and a header.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// - Note: Source: RFC 9110 §5.6.2, token.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// Headers that frame or authorise the request: a second value would break it.
    private static let reservedHeaders: Set<String> = [
        "host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding",
    ]
}
