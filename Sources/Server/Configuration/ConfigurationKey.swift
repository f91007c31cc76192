/// One key of `config.yaml`: the single source of what the parser accepts, what is suggested for a misspelling, and what
/// `docs/configuration.md` says.
package struct ConfigurationKey: Sendable {
    /// An environment variable that outranks the file.
    package struct Variable: Sendable {
        package let name: String
        /// The place it sets, without wildcards, for example `providers.groq.api_key`.
        package let path: String
    }

    /// With `*` for a chosen name and `[]` for a list item, for example `providers.*.region`, `routing.models[].model`.
    package let path: String
    package let kind: ConfigurationValueKind
    /// The default as it would be written in the file; `nil` if there is none.
    package let fallback: String?
    /// Environment variables that outrank the file.
    package let variables: [Variable]
    /// Environment variables that stand in when the file is silent, first one first.
    package let fallbackVariables: [String]
    /// The command line flag that outranks everything.
    package let flag: String?
    /// The kinds of provider it is for; empty means it is not about a provider, or for all of them.
    package let providerKinds: Set<ProviderSettings.Kind>
    /// A value one could write.
    package let example: String
    /// What it does, in one sentence for the documentation.
    package let meaning: String

    init(
        _ path: String,
        _ kind: ConfigurationValueKind,
        fallback: String? = nil,
        variables: [Variable] = [],
        fallbackVariables: [String] = [],
        flag: String? = nil,
        providerKinds: Set<ProviderSettings.Kind> = [],
        example: String,
        _ meaning: String
    ) {
        self.path = path
        self.kind = kind
        self.fallback = fallback
        self.variables = variables
        self.fallbackVariables = fallbackVariables
        self.flag = flag
        self.providerKinds = providerKinds
        self.example = example
        self.meaning = meaning
    }

    /// The key as if no environment variable outranked the file.
    var withoutVariables: ConfigurationKey {
        ConfigurationKey(
            path,
            kind,
            fallback: fallback,
            fallbackVariables: fallbackVariables,
            flag: flag,
            providerKinds: providerKinds,
            example: example,
            meaning
        )
    }

    /// The last part of the path, for example `region`; the list's name for a list of values.
    package var name: String {
        let last = components.last { $0 != "[]" && $0 != "*" }
        return last ?? path
    }

    /// The path in steps: `["routing", "models", "[]", "model"]`.
    var components: [String] {
        path.split(separator: ".").flatMap { part in
            part.hasSuffix("[]") ? [String(part.dropLast(2)), "[]"] : [String(part)]
        }
    }
}
