/// A document held against the table of keys: every value by its path, and every key that does not exist.
struct ConfigurationOutline {
    /// A scalar as it stands in the file.
    struct FileValue {
        let text: String
        let location: SourceLocation
        /// It may be quoted in a message: it did not swallow the lines behind it.
        let isShowable: Bool
    }

    /// A chosen name, as of a provider.
    struct Name {
        let text: String
        let location: SourceLocation
    }

    /// Scalars by path, for example `routing.models[0].model`.
    ///
    /// Empty ones are left out.
    private(set) var values: [String: FileValue] = [:]
    /// The names in a map whose keys the operator chooses, in file order.
    private(set) var names: [String: [Name]] = [:]
    /// How many items a list has.
    private(set) var counts: [String: Int] = [:]
    /// Where a key or an item stands.
    private(set) var locations: [String: SourceLocation] = [:]
    private(set) var problems: [ConfigurationProblem] = []

    /// Paths that hold something of the wrong type.
    private var mismatches: Set<String> = []
    private let file: String

    /// The outline of a file without content.
    init(file: String) { self.file = file }

    init(_ document: YAMLValue, file: String) {
        self.file = file
        visit(document, as: .document, at: "")
    }

    /// Nothing of the wrong type stands at `path`; what does has been reported.
    func isWellFormed(_ path: String) -> Bool { !mismatches.contains(path) }

    private mutating func visit(_ value: YAMLValue, as shape: ConfigurationShape, at path: String) {
        if locations[path] == nil { locations[path] = location(value.position) }
        switch (shape, value.content) {
        case (_, .scalar) where value.isNull:
            noteEmpty(shape, at: path)
        case (.value, .scalar(let text, _)):
            values[path] = FileValue(text: text, location: location(value.position), isShowable: value.isOnOneLine)
        case (.map(let members), .map(let entries)):
            for entry in entries { visit(entry, among: members, at: path) }
        case (.namedMap(let member), .map(let entries)):
            for entry in entries { visit(entry, named: member, at: path) }
        case (.list(let item), .list(let items)):
            counts[path] = items.count
            for (index, element) in items.enumerated() { visit(element, as: item, at: "\(path)[\(index)]") }
        default:
            reportMismatch(value, shape, at: path)
        }
    }

    private mutating func visit(
        _ entry: YAMLValue.Entry,
        among members: [(name: String, shape: ConfigurationShape)],
        at path: String
    ) {
        guard !YAMLDocument.isPlaceholder(entry.key) else { return }
        guard let member = members.first(where: { $0.name == entry.key }) else {
            reportUnknown(entry, among: members.map(\.name), at: path)
            return
        }
        let below = path.isEmpty ? entry.key : "\(path).\(entry.key)"
        locations[below] = location(entry.keyPosition)
        visit(entry.value, as: member.shape, at: below)
    }

    private mutating func visit(_ entry: YAMLValue.Entry, named shape: ConfigurationShape, at path: String) {
        guard !YAMLDocument.isPlaceholder(entry.key) else { return }
        let below = "\(path).\(entry.key)"
        let place = location(entry.keyPosition)
        names[path, default: []].append(Name(text: entry.key, location: place))
        locations[below] = place
        visit(entry.value, as: shape, at: below)
    }

    /// A list without items is still a list; `region:` with nothing behind it is as good as left out.
    private mutating func noteEmpty(_ shape: ConfigurationShape, at path: String) {
        if case .list = shape { counts[path] = 0 }
    }

    private mutating func reportMismatch(_ value: YAMLValue, _ shape: ConfigurationShape, at path: String) {
        mismatches.insert(path)
        let name = path.isEmpty ? "the document" : path
        var found = value.noun
        if case .scalar(let text, _) = value.content, !shape.holdsSecrets, value.isOnOneLine {
            found += " \(Excerpt.quoted(text))"
        }
        report(value.position, "\(name): expected \(shape.noun), found \(found)", mend: Self.mend(for: shape, at: path))
    }

    private static func mend(for shape: ConfigurationShape, at path: String) -> String? {
        let name = path.split(separator: ".").last.map(String.init) ?? ""
        switch shape {
        case .list: return "write '\(name):' and each item in a line of its own, after '- '"
        case .map(let members): return members.first.map { "write 'key: value' lines, such as '\($0.name): …'" }
        case .namedMap: return "write 'name: value' lines, indented under it"
        case .value(let key): return "write for example '\(key.name): \(key.example)'"
        }
    }

    private mutating func reportUnknown(_ entry: YAMLValue.Entry, among names: [String], at path: String) {
        let parent = path.isEmpty ? "at the top level" : "in \(path)"
        let mend: String
        if let near = Spelling.nearest(to: entry.key, among: names) {
            mend = "did you mean '\(near)'?"
        } else if let elsewhere = ConfigurationKey.all.first(where: { $0.name == entry.key }) {
            mend = "'\(entry.key)' belongs to \(elsewhere.path)"
        } else {
            mend = "known here: \(names.joined(separator: ", "))"
        }
        report(entry.keyPosition, "unknown key \(Excerpt.quoted(entry.key)) \(parent)", mend: mend)
    }

    private mutating func report(_ position: YAMLValue.Position, _ message: String, mend: String?) {
        problems.append(ConfigurationProblem(.error, at: .file(location(position)), message, mend: mend))
    }

    private func location(_ position: YAMLValue.Position) -> SourceLocation {
        SourceLocation(file: file, line: position.line, column: position.column)
    }
}
