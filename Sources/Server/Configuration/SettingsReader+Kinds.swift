import Providers

/// The kinds of value. Each accessor falls back to the default after a complaint, so that the reading can go on.
extension SettingsReader {
    mutating func text(of key: ConfigurationKey, at path: String? = nil) -> String? {
        value(of: key, at: path) { text throws(ValueProblem) in
            guard !text.isEmpty else {
                throw ValueProblem(reason: "is empty", mend: "write a value, or remove the key")
            }
            let isClean = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            guard isClean else { throw ValueProblem(reason: "holds a control character", mend: "remove it") }
            return text
        }
    }

    mutating func secret(of key: ConfigurationKey, at path: String? = nil) -> Secret? {
        value(of: key, at: path) { text throws(ValueProblem) in Secret(try ConfigurationValue.secret(text)) }
    }

    mutating func url(of key: ConfigurationKey, at path: String? = nil) -> WebAddress? {
        value(of: key, at: path) { text throws(ValueProblem) in try WebAddress(text) }
    }

    mutating func boolean(of key: ConfigurationKey) -> Bool? {
        value(of: key) { text throws(ValueProblem) in try ConfigurationValue.boolean(text) }
    }

    mutating func integer(of key: ConfigurationKey) -> Int {
        guard case .integer(let range, _) = key.kind else { return 0 }
        let parse = { (text: String) throws(ValueProblem) in try ConfigurationValue.integer(text, in: range) }
        return value(of: key, using: parse) ?? key.fallback.flatMap(Int.init) ?? range.lowerBound
    }

    mutating func byteCount(of key: ConfigurationKey) -> Int {
        guard case .byteCount(let range) = key.kind else { return 0 }
        let parse = { (text: String) throws(ValueProblem) in try ConfigurationValue.byteCount(text, in: range) }
        return value(of: key, using: parse) ?? range.upperBound
    }

    mutating func duration(of key: ConfigurationKey, at path: String? = nil) -> Duration {
        guard case .duration(let range) = key.kind else { return .zero }
        let parse = { (text: String) throws(ValueProblem) in try ConfigurationValue.duration(text, in: range) }
        return value(of: key, at: path, using: parse) ?? range.upperBound
    }

    mutating func choice(of key: ConfigurationKey, at path: String) -> String? {
        guard case .choice(let values) = key.kind else { return nil }
        return value(of: key, at: path) { text throws(ValueProblem) in
            try ConfigurationValue.choice(text, of: values)
        }
    }

    /// A region; a doubtful one is taken with a warning.
    mutating func region(of key: ConfigurationKey, at path: String) -> String? {
        guard let name = text(of: key, at: path) else { return nil }
        if let doubt = RegionName.doubt(about: name) {
            let text = "\(path): \(Excerpt.quoted(name)) \(doubt.reason)"
            report(.warning, at: origin(of: key, at: path), text, mend: doubt.mend)
        }
        return name
    }
}
