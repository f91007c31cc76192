import JSONBytes

/// Walks through `tools` once and notes what must change in them.
struct BedrockToolsEditor {
    /// Most levels of `custom` wrappers that are taken off a tool.
    private static let wrapperLimit = 1

    let rules: BedrockBodyRules
    /// Holds the edits, and sees to cache breakpoints.
    var blocks: BedrockContentEditor
    /// Types and names of the tools that go, in their order.
    private(set) var removedTypes: [String] = []
    private(set) var removedNames: Set<String> = []
    private(set) var keptCount = 0
    /// Beta flags that the tools need.
    private(set) var betaFlags: Set<String> = []
    private(set) var list = BedrockWalkedContainer(from: 0)

    init(rules: BedrockBodyRules) {
        self.rules = rules
        blocks = BedrockContentEditor(rules: rules)
    }

    /// Whether the request was all about tools that Bedrock does not have.
    var isBereft: Bool { keptCount == 0 && !removedTypes.isEmpty }

    /// Walks through the array that comes next.
    mutating func edit(_ reader: inout JSONOutlineReader, in document: RawSpan) throws(JSONError) {
        try edit(&reader, in: document, wrappers: Self.wrapperLimit)
        list.apply(to: &blocks.edits)
    }

    private mutating func edit(_ reader: inout JSONOutlineReader, in document: RawSpan, wrappers: Int) throws(JSONError)
    {
        list = BedrockWalkedContainer(from: reader.valueStart)
        try reader.beginArray()
        while reader.nextElement() {
            let start = reader.valueStart
            if reader.kind == .object {
                let tool = try tool(&reader, from: start, in: document)
                list.append(start..<reader.offset)
                try take(tool, in: document, wrappers: wrappers)
            } else {
                list.append(reader.skip().range)
                keptCount += 1
            }
        }
        list.close(at: reader.offset)
    }

    private mutating func take(_ tool: BedrockTool, in document: RawSpan, wrappers: Int) throws(JSONError) {
        if lacks(tool) {
            list.removing.insert(list.items.count - 1)
            removedTypes.append(String((tool.type ?? "").prefix(64)))
            if let name = tool.name { removedNames.insert(name) }
        } else if wrappers > 0, let custom = tool.custom, tool.isCustom {
            try unwrap(tool, custom, in: document, wrappers: wrappers - 1)
        } else {
            keptCount += 1
            keep(tool, in: document)
        }
    }

    /// Whether Bedrock does not have the tool, or not without a flag that does not go with the request.
    private func lacks(_ tool: BedrockTool) -> Bool {
        if tool.isServerTool || (tool.isToolSearch && !rules.keepsToolSearch) { return true }
        return tool.betaFlag.map { !rules.allows($0) } ?? false
    }

    /// Takes the wrapper off: its members become the tool's own, unless the tool has them already.
    private mutating func unwrap(
        _ tool: BedrockTool,
        _ custom: JSONValue,
        in document: RawSpan,
        wrappers: Int
    ) throws(JSONError) {
        guard let element = list.items.last else { return }
        let flat =
            [UInt8(ascii: "[")] + (try BedrockTool.flattened(element, custom, in: document)) + [UInt8(ascii: "]")]
        let span = flat.span.bytes
        let outline = try JSONOutline(span)
        var reader = JSONOutlineReader(outline, of: span)
        var inner = BedrockToolsEditor(rules: rules)
        try inner.edit(&reader, in: span, wrappers: wrappers)
        inner.list.apply(to: &inner.blocks.edits)
        removedTypes += inner.removedTypes
        removedNames.formUnion(inner.removedNames)
        guard inner.keptCount > 0 else {
            list.removing.insert(list.items.count - 1)
            return
        }
        keptCount += inner.keptCount
        betaFlags.formUnion(inner.betaFlags)
        blocks.add(breakpoints: inner.blocks.breakpoints)
        blocks.edits.replace(element, with: Array(inner.blocks.edits.apply(to: span).dropFirst().dropLast()))
    }

    private mutating func keep(_ tool: BedrockTool, in document: RawSpan) {
        var tool = tool
        func remove(_ member: BedrockTool.Member) { tool.object.removing.formUnion(tool.members[member] ?? []) }
        remove(.eagerInputStreaming)
        remove(.inputExamples)
        remove(.allowedCallers)
        // Taken by some builds and refused by others; nothing is lost without it.
        if tool.type == "custom" { remove(.type) }
        if rules.adjustments.leavesOut("tools.strict") { remove(.strict) }
        if rules.keepsToolSearch {
            if tool.members[.deferLoading] != nil || tool.isToolSearch { betaFlags.insert(BedrockBetaFlag.toolSearch) }
        } else {
            remove(.deferLoading)
        }
        if tool.streamsEagerly { betaFlags.insert(BedrockBetaFlag.fineGrainedToolStreaming) }
        if let flag = tool.betaFlag { betaFlags.insert(flag) }
        if tool.isCustom, let schema = tool.schema { mend(schema) }
        blocks.keepBreakpoint(tool.cacheControl, in: document)
        tool.object.apply(to: &blocks.edits)
    }

    /// Gives a schema the one type that is taken at its top: a missing one and a list are refused.
    private mutating func mend(_ schema: BedrockTool.Schema) {
        var schema = schema
        switch schema.type?.kind {
        case nil: schema.object.adding.append(Array(#""type":"object""#.utf8))
        case .array, .null:
            if let type = schema.type { blocks.edits.replace(type, with: Array(#""object""#.utf8)) }
        case .object, .string, .number, .boolean: break
        }
        schema.object.apply(to: &blocks.edits)
    }
}
