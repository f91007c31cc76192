import Yams

/// Copies a Yams tree into values, with limits on depth and size.
struct YAMLConversion {
    struct Failure: Error {
        let position: YAMLValue.Position
        let message: String
        let mend: String?
    }

    let text: YAMLText
    private var nodes = 0

    init(of text: YAMLText) { self.text = text }

    /// Copies one node and what is below it; `depth` is its level, 1 for the root.
    mutating func value(of node: Node, depth: Int) throws(Failure) -> YAMLValue {
        let position = Self.position(of: node)
        nodes += 1
        guard nodes <= YAMLLimits.nodes else {
            throw Failure(
                position: position,
                message: "more than \(YAMLLimits.nodes) values",
                mend: "aliases count as often as they are used"
            )
        }
        guard depth <= YAMLLimits.depth else {
            throw Failure(position: position, message: "nested deeper than \(YAMLLimits.depth) levels", mend: nil)
        }
        return YAMLValue(
            content: try content(of: node, depth: depth),
            position: position,
            isOnOneLine: isOnOneLine(node)
        )
    }

    private mutating func content(of node: Node, depth: Int) throws(Failure) -> YAMLValue.Content {
        switch node {
        case .scalar(let scalar):
            return .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let sequence):
            var items: [YAMLValue] = []
            for item in sequence { items.append(try value(of: item, depth: depth + 1)) }
            return .list(items)
        case .mapping(let mapping):
            return .map(try entries(of: mapping, depth: depth))
        case .alias:
            // Yams resolves aliases while it composes; this case is for trees that are built by hand.
            return .scalar("", isPlain: true)
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) throws(Failure) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        var merged: [YAMLValue] = []
        for (keyNode, valueNode) in mapping {
            guard case .scalar(let key) = keyNode else {
                let position = Self.position(of: keyNode)
                throw Failure(position: position, message: "a list or a map cannot be a key", mend: "use text")
            }
            guard isOnOneLine(keyNode) || key.string.isEmpty else {
                let position = Self.position(of: keyNode)
                throw Failure(position: position, message: "a key that is not written as it is", mend: "use plain text")
            }
            let value = try value(of: valueNode, depth: depth + 1)
            if key.string == "<<", key.style == .plain {
                merged.append(value)
            } else {
                entries.append(YAMLValue.Entry(key: key.string, keyPosition: Self.position(of: keyNode), value: value))
            }
        }
        return entries + Self.inherited(from: merged, besides: entries)
    }

    /// What `<<: *base` or `<<: [*a, *b]` adds: keys that are not there yet; the first base wins.
    private static func inherited(
        from bases: [YAMLValue],
        besides own: [YAMLValue.Entry]
    ) -> [YAMLValue.Entry] {
        var known = Set(own.map(\.key))
        var added: [YAMLValue.Entry] = []
        func add(_ base: YAMLValue) {
            guard case .map(let entries) = base.content else { return }
            for entry in entries where known.insert(entry.key).inserted { added.append(entry) }
        }
        for base in bases {
            if case .list(let items) = base.content { items.forEach(add) } else { add(base) }
        }
        return added
    }

    /// The scalar's text follows in the line where it begins, behind a quote at most.
    private func isOnOneLine(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, let line = text.line(Self.position(of: node).line) else { return false }
        var rest = line.unicodeScalars.dropFirst(Self.position(of: node).column - 1)
        // The place is that of an anchor or a tag, if there is one.
        while rest.first == "&" || rest.first == "!" { rest = rest.drop { $0 != " " }.drop { $0 == " " } }
        if scalar.style == .singleQuoted || scalar.style == .doubleQuoted { rest = rest.dropFirst() }
        return rest.starts(with: scalar.string.unicodeScalars)
    }

    private static func position(of node: Node) -> YAMLValue.Position {
        YAMLValue.Position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}
