/// The `routing.models` section.
extension ConfigurationBuilder {
    /// Every route in file order.
    ///
    /// Built-in providers that only a route names are added to `providers`.
    mutating func readRoutes(providers: inout [ProviderSettings], besides server: ServerSettings) -> [RouteSettings] {
        let count = reader.outline.counts["routing.models"] ?? 0
        var routes: [RouteSettings] = []
        var lines: [String: Int] = [:]
        for index in 0..<count {
            let path = "routing.models[\(index)]"
            let model = readModelName(at: path)
            let targets = readTargets(of: path, providers: &providers, besides: server)
            guard let model else { continue }
            if let line = lines[model] {
                reader.report(
                    .error,
                    at: place(of: "\(path).model"),
                    "a second route for model \(Excerpt.quoted(model)); the first is in line \(line)",
                    mend: "join the two, or rename one"
                )
            }
            lines[model] = lines[model] ?? reader.outline.locations["\(path).model"]?.line
            routes.append(RouteSettings(model: model, targets: targets))
        }
        return routes
    }

    private mutating func readModelName(at path: String) -> String? {
        let known = reader.problems.count
        if let model = reader.text(of: .routeModel, at: "\(path).model") { return model }
        if reader.problems.count == known {
            reader.report(
                .error,
                at: place(of: path),
                "\(path) has no model",
                mend: "add 'model: default', or another model name"
            )
        }
        return nil
    }

    private mutating func readTargets(
        of route: String,
        providers: inout [ProviderSettings],
        besides server: ServerSettings
    ) -> [TargetSettings] {
        let sequence = "\(route).provider_sequence"
        let count = reader.outline.counts[sequence] ?? 0
        guard count > 0 else {
            if reader.outline.isWellFormed(sequence) {
                reader.report(
                    .error,
                    at: place(of: sequence) ?? place(of: route),
                    "\(route) has no providers in its provider_sequence",
                    mend: "add a line '- name: bedrock' under 'provider_sequence:'"
                )
            }
            return []
        }
        var targets: [TargetSettings] = []
        for index in 0..<count {
            let step = "\(sequence)[\(index)]"
            guard let provider = readProviderName(at: step, providers: &providers, besides: server) else { continue }
            for target in readVariants(of: step, provider: provider, besides: server) {
                append(target, to: &targets, at: step)
            }
        }
        return targets
    }

    private mutating func append(_ target: TargetSettings, to targets: inout [TargetSettings], at step: String) {
        if targets.contains(target) {
            let name = target.model.map(Excerpt.quoted) ?? "the client's model"
            reader.report(
                .warning,
                at: place(of: step),
                "\(step) has \(name) of \(target.provider) a second time in this route",
                mend: "remove one; it cools down with the other"
            )
        }
        targets.append(target)
    }

    private mutating func readProviderName(
        at step: String,
        providers: inout [ProviderSettings],
        besides server: ServerSettings
    ) -> ProviderSettings? {
        let path = "\(step).name"
        let known = reader.problems.count
        guard let name = reader.text(of: .sequenceName, at: path) else {
            if reader.problems.count == known {
                reader.report(
                    .error,
                    at: place(of: step),
                    "\(step) has no name",
                    mend: "add 'name:' with the name of a provider"
                )
            }
            return nil
        }
        if let provider = providers.first(where: { $0.name == name }) { return provider }
        let isWritten = reader.outline.locations["providers.\(name)"] != nil
        if !isWritten, let kind = ProviderSettings.Kind.builtIn(named: name) {
            let provider = implicitProvider(kind, besides: server)
            providers.append(provider)
            return provider
        }
        // A provider that is in the file but could not be read has been reported.
        if !isWritten { reportUnknownProvider(name, at: path, providers: providers) }
        return nil
    }

    private mutating func reportUnknownProvider(_ name: String, at path: String, providers: [ProviderSettings]) {
        var names = providers.map(\.name)
        names += ProviderSettings.Kind.builtIn.map(\.name).filter { !names.contains($0) }
        let near = Spelling.nearest(to: name, among: names)
        reader.report(
            .error,
            at: reader.origin(of: .sequenceName, at: path),
            "\(path): unknown provider \(Excerpt.quoted(name))",
            mend: near.map { "did you mean '\($0)'?" }
                ?? "known are \(names.joined(separator: ", ")); add it to providers"
        )
    }

    // MARK: variants

    private mutating func readVariants(
        of step: String,
        provider: ProviderSettings,
        besides server: ServerSettings
    ) -> [TargetSettings] {
        let path = "\(step).variants"
        guard reader.outline.locations[path] != nil else {
            return [TargetSettings(provider: provider.name, model: nil, region: nil, endpoint: nil)]
        }
        let count = reader.outline.counts[path] ?? 0
        if count == 0, reader.outline.isWellFormed(path) {
            reader.report(
                .error,
                at: place(of: path),
                "\(path) is empty",
                mend: "list a variant, or remove the key to send the client's model name"
            )
        }
        return (0..<count).compactMap { readVariant(at: "\(path)[\($0)]", provider: provider, besides: server) }
    }

    private mutating func readVariant(
        at path: String,
        provider: ProviderSettings,
        besides server: ServerSettings
    ) -> TargetSettings? {
        let model = reader.text(of: .variantModel, at: "\(path).model")
        if let model, model.contains(" ") {
            reader.report(
                .error,
                at: place(of: "\(path).model"),
                "\(path).model: \(Excerpt.quoted(model)) holds a space",
                mend: "copy the model id again"
            )
        }
        let regionPath = "\(path).region"
        if provider.kind != .bedrock, let place = place(of: regionPath) {
            reader.report(
                .error,
                at: place,
                "\(regionPath): only Bedrock has regions, and \(provider.name) is of type \(provider.kind.name)",
                mend: "remove it"
            )
        }
        return TargetSettings(
            provider: provider.name,
            model: model,
            region: provider.kind == .bedrock ? reader.region(of: .variantRegion, at: regionPath) : nil,
            endpoint: readVariantEndpoint(at: "\(path).endpoint", besides: server)
        )
    }

    private mutating func readVariantEndpoint(at path: String, besides server: ServerSettings) -> String? {
        guard let address = reader.url(of: .variantEndpoint, at: path) else { return nil }
        if isOwn(address, server) { refuseOwn(at: reader.origin(of: .variantEndpoint, at: path), path: path) }
        return address.text
    }

    private func place(of path: String) -> SettingOrigin? {
        reader.outline.locations[path].map(SettingOrigin.file)
    }
}
