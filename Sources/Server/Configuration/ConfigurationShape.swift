/// The table of keys as a tree, to hold a document against.
indirect enum ConfigurationShape: Sendable {
    case value(ConfigurationKey)
    /// A map whose keys are known, in table order.
    case map([(name: String, shape: ConfigurationShape)])
    /// A map whose keys the operator chooses.
    case namedMap(ConfigurationShape)
    case list(ConfigurationShape)

    /// The whole document.
    static let document = ConfigurationShape(ConfigurationKey.all.map { ($0.components[...], $0) })

    private init(_ keys: [(rest: ArraySlice<String>, key: ConfigurationKey)]) {
        switch keys.first?.rest.first {
        case nil:
            self = keys.first.map { .value($0.key) } ?? .map([])
        case "[]":
            self = .list(Self(keys.map { ($0.rest.dropFirst(), $0.key) }))
        case "*":
            self = .namedMap(Self(keys.map { ($0.rest.dropFirst(), $0.key) }))
        default:
            self = .map(Self.grouped(keys))
        }
    }

    private static func grouped(
        _ keys: [(rest: ArraySlice<String>, key: ConfigurationKey)]
    ) -> [(name: String, shape: ConfigurationShape)] {
        var names: [String] = []
        for name in keys.compactMap(\.rest.first) where !names.contains(name) { names.append(name) }
        return names.map { name in
            let below = keys.filter { $0.rest.first == name }.map { ($0.rest.dropFirst(), $0.key) }
            return (name, ConfigurationShape(below))
        }
    }

    /// With its article, for `expected …, found text`.
    var noun: String {
        switch self {
        case .value(let key): key.kind.noun
        case .map, .namedMap: "a map"
        case .list: "a list"
        }
    }

    /// A secret belongs somewhere below, so nothing that is found in this place is shown.
    var holdsSecrets: Bool {
        switch self {
        case .value(let key): key.kind == .secret
        case .list(let item), .namedMap(let item): item.holdsSecrets
        case .map(let members): members.contains { $0.shape.holdsSecrets }
        }
    }
}
