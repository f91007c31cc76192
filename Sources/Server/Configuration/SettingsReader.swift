import Providers

/// Finds the value of each key in the layers — flags, environment, file, defaults — and notes what it found.
struct SettingsReader {
    /// A text from one of the layers.
    private struct Candidate {
        /// With variables put in.
        let text: String
        /// What may be shown of it.
        let shown: String
        let origin: SettingOrigin
    }

    let outline: ConfigurationOutline
    let environment: EnvironmentVariables
    let flags: Configuration.Flags
    let interpolation: Interpolation
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var settings: [EffectiveSetting] = []

    init(
        outline: ConfigurationOutline,
        environment: EnvironmentVariables,
        flags: Configuration.Flags,
        interpolation: Interpolation
    ) {
        self.outline = outline
        self.environment = environment
        self.flags = flags
        self.interpolation = interpolation
    }

    /// The value of `key` in the highest layer that has one; the file's value is checked even if another outranks it.
    ///
    /// - Parameters:
    ///   - key: What is wanted.
    ///   - path: The key's path without wildcards; the key's own if it has none.
    ///   - parse: Reads the value from its text.
    /// - Returns: `nil` if no layer has a value, or if it was wrong and has been reported.
    mutating func value<Value>(
        of key: ConfigurationKey,
        at path: String? = nil,
        using parse: (String) throws(ValueProblem) -> Value
    ) -> Value? {
        let path = path ?? key.path
        let outranking = flagCandidate(for: key) ?? variableCandidate(for: key, at: path)
        let fromFile = fileCandidate(for: key, at: path, isOutranked: outranking != nil)
        if outranking != nil, let fromFile { _ = parsed(fromFile, of: key, at: path, using: parse) }
        guard let chosen = outranking ?? fromFile ?? fallbackCandidate(for: key) else { return nil }
        guard let value = parsed(chosen, of: key, at: path, using: parse) else { return nil }
        settings.append(EffectiveSetting(path: path, value: chosen.shown, origin: chosen.origin))
        return value
    }

    /// Where to point at for a problem with the value at `path`.
    func origin(of key: ConfigurationKey, at path: String? = nil) -> SettingOrigin? {
        let path = path ?? key.path
        return settings.last { $0.path == path }.map(\.origin) ?? outline.locations[path].map(SettingOrigin.file)
    }

    mutating func report(
        _ severity: ConfigurationProblem.Severity,
        at origin: SettingOrigin?,
        _ message: String,
        mend: String? = nil
    ) {
        problems.append(ConfigurationProblem(severity, at: origin, message, mend: mend))
    }

    /// Notes a setting that is not read from a layer.
    mutating func note(_ path: String, _ value: String, from origin: SettingOrigin) {
        settings.append(EffectiveSetting(path: path, value: value, origin: origin))
    }

    /// Takes back what was noted for a value that is not used after all.
    mutating func forget(_ path: String) {
        settings.removeAll { $0.path == path }
    }

    // MARK: layers

    private func flagCandidate(for key: ConfigurationKey) -> Candidate? {
        guard let flag = key.flag, let text = flags.value(of: key) else { return nil }
        return Candidate(text: text, shown: text, origin: .flag(flag))
    }

    private func variableCandidate(for key: ConfigurationKey, at path: String) -> Candidate? {
        guard let variable = key.variables.first(where: { $0.path == path }) else { return nil }
        return candidate(from: variable.name, for: key)
    }

    private func candidate(from variable: String, for key: ConfigurationKey) -> Candidate? {
        environment.entry(variable).map { entry in
            Candidate(text: entry.value, shown: key.shown(entry.value), origin: entry.origin)
        }
    }

    private mutating func fileCandidate(
        for key: ConfigurationKey,
        at path: String,
        isOutranked: Bool
    ) -> Candidate? {
        guard let value = outline.values[path] else { return nil }
        let origin = SettingOrigin.file(value.location)
        do {
            let expanded = try interpolation.expand(value.text)
            // `${NAME:-}` is the way to say: if there is one.
            guard !(expanded.text.isEmpty && !value.text.isEmpty) else { return nil }
            let shown = expanded.isSensitive ? value.text : expanded.text
            return Candidate(text: expanded.text, shown: key.shown(shown), origin: origin)
        } catch {
            if !isOutranked { report(.error, at: origin, "\(path) \(error.reason)", mend: error.mend) }
            return nil
        }
    }

    private func fallbackCandidate(for key: ConfigurationKey) -> Candidate? {
        for name in key.fallbackVariables {
            if let found = candidate(from: name, for: key) { return found }
        }
        return key.fallback.map { Candidate(text: $0, shown: $0, origin: .builtIn) }
    }

    private mutating func parsed<Value>(
        _ candidate: Candidate,
        of key: ConfigurationKey,
        at path: String,
        using parse: (String) throws(ValueProblem) -> Value
    ) -> Value? {
        do {
            return try parse(candidate.text)
        } catch {
            // The place already says which variable or flag it is; the file's value is shown as it was written.
            let written = outline.values[path].flatMap { candidate.origin == .file($0.location) ? $0 : nil }
            let isShowable = written?.isShowable ?? true
            let text = isShowable ? key.excerpt(of: written?.text ?? candidate.shown) : "the value"
            report(.error, at: candidate.origin, "\(path): \(text) \(error.reason)", mend: error.mend)
            return nil
        }
    }
}

extension ConfigurationKey {
    /// The value in a complaint.
    ///
    /// An address with `@` may hold a password.
    fileprivate func excerpt(of text: String) -> String {
        kind == .secret || (kind == .url && text.contains("@")) ? "the value" : Excerpt.quoted(text)
    }

    /// What may be shown of a value that is in order.
    fileprivate func shown(_ text: String) -> String {
        kind == .secret ? Secret(text).description : text
    }
}
