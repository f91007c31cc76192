import JSONBytes

/// Walks through content blocks once and notes what must change in them.
struct BedrockContentEditor {
    /// What is known of one list of blocks after the walk.
    struct Content {
        var list: BedrockWalkedContainer
        /// The ids of the calls that stay, and of those that have their result here.
        var calls: [String] = []
        var answers: [String] = []
        /// The list began, or begins after the removals, with a thinking block.
        var startedWithThinking = false
        var startsWithThinking = false
        /// Indexes of blocks that only a `system` turn may hold.
        var toolChanges: Set<Int> = []
        /// The last block that stays and may carry a cache breakpoint.
        var breakpointPlace: BedrockBreakpointPlace?
    }

    /// Most lists of blocks inside of each other that are walked through.
    ///
    /// Three occur: the blocks of a document in a tool's result.
    private static let nestingLimit = 8

    let rules: BedrockBodyRules
    var edits = JSONEdits()
    /// Blocks that carry a cache breakpoint and stay.
    private(set) var breakpoints = 0
    /// Whether blocks stay that belong to a beta flag.
    private(set) var holdsCompaction = false
    private(set) var holdsToolSearch = false
    /// What the source of an image or a document is called that Bedrock cannot look up.
    private(set) var referenceType: String?
    /// Counts edits inside of blocks.
    private var editCount = 0
    /// Lists of blocks that are being walked through.
    private var nesting = 0

    init(rules: BedrockBodyRules) { self.rules = rules }

    /// Walks through the array that comes next; its own removals are left to the caller.
    mutating func content(_ reader: inout JSONOutlineReader, in document: RawSpan) throws(JSONError) -> Content {
        var content = Content(list: BedrockWalkedContainer(from: reader.valueStart))
        nesting += 1
        defer { nesting -= 1 }
        try reader.beginArray()
        while reader.nextElement() {
            let start = reader.valueStart
            if reader.kind == .object {
                let block = try block(&reader, in: document)
                content.list.append(start..<reader.offset)
                take(block, into: &content, in: document)
            } else {
                content.list.append(reader.skip().range)
            }
        }
        content.list.close(at: reader.offset)
        return content
    }

    /// Counts breakpoints that another editor saw.
    mutating func add(breakpoints count: Int) { breakpoints += count }

    /// Notes a cache breakpoint that stays, and takes from it what Bedrock does not know.
    mutating func keepBreakpoint(_ cacheControl: JSONValue?, in document: RawSpan) {
        guard let cacheControl, cacheControl.kind == .object else { return }
        breakpoints += 1
        guard let members = try? JSON.members(of: cacheControl, in: document) else { return }
        let removing = members.indices.filter { index in
            JSON.matches(members[index].key, "scope", in: document)
                || (!rules.keepsCacheLifetime && JSON.matches(members[index].key, "ttl", in: document))
        }
        guard !removing.isEmpty else { return }
        edits.edit(cacheControl, members: members, removing: Set(removing))
        editCount += 1
    }

    private mutating func take(_ block: BedrockBlock, into content: inout Content, in document: RawSpan) {
        let index = content.list.items.count - 1
        if index == 0 { content.startedWithThinking = block.kind == .thinking || block.kind == .redactedThinking }
        switch block.action(rules, in: document) {
        case .remove:
            content.list.removing.insert(index)
            editCount += 1
        case .replace(let bytes):
            edits.replace(content.list.items[index], with: bytes)
            editCount += 1
        case .keep:
            keep(block, at: index, in: &content, document)
        }
    }

    private mutating func keep(_ block: BedrockBlock, at index: Int, in content: inout Content, _ document: RawSpan) {
        let isFirst = content.list.removing.count == index
        switch block.kind {
        case .thinking, .redactedThinking: if isFirst { content.startsWithThinking = true }
        // What is no text counts as one and the same id, since such a request is refused anyway.
        case .toolUse: content.calls.append(block.id ?? "")
        case .toolResult: content.answers.append(block.toolUseID ?? "")
        case .toolChange: content.toolChanges.insert(index)
        case .compaction: holdsCompaction = true
        case .serverToolUse, .toolSearchResult, .toolReference: holdsToolSearch = true
        case .text, .cacheable, .firstPartyOnly, .other: break
        }
        if block.isReference { referenceType = block.sourceType }
        keepBreakpoint(block.cacheControl, in: document)
        guard block.takesBreakpoint, !block.isEmpty else { return }
        content.breakpointPlace = .block(end: block.lastMemberEnd, existing: block.cacheControl)
    }

    /// Walks through one block, and through the lists of blocks inside of it.
    private mutating func block(_ reader: inout JSONOutlineReader, in document: RawSpan) throws(JSONError)
        -> BedrockBlock
    {
        var block = BedrockBlock(from: reader.valueStart)
        let editsBefore = editCount
        try reader.beginObject()
        while let key = reader.nextKey() {
            try member(key, of: &block, &reader, in: document)
            block.lastMemberEnd = reader.offset
            block.isEmpty = false
        }
        block.hasEditsInside = editCount > editsBefore
        return block
    }

    private mutating func member(
        _ key: JSONKey,
        of block: inout BedrockBlock,
        _ reader: inout JSONOutlineReader,
        in document: RawSpan
    ) throws(JSONError) {
        if reader.key(key, is: "type") {
            if let type = reader.string() { block.kind = BedrockBlock.Kind(type: type) }
        } else if reader.key(key, is: "text") {
            block.text = reader.skip()
        } else if reader.key(key, is: "content") {
            try inner(of: &block, &reader, in: document)
        } else if reader.key(key, is: "source"), reader.kind == .object {
            try source(of: &block, &reader, in: document)
        } else if reader.key(key, is: "cache_control") {
            block.cacheControl = reader.skip()
        } else if reader.key(key, is: "name") {
            block.name = reader.skip()
        } else if reader.key(key, is: "id") {
            block.id = reader.string()
        } else if reader.key(key, is: "tool_use_id") {
            block.toolUseID = reader.string()
        } else if reader.key(key, is: "signature") || reader.key(key, is: "data") {
            block.signature = reader.skip()
        } else if reader.key(key, is: "tool_name") {
            block.toolName = reader.skip()
        } else {
            _ = reader.skip()
        }
    }

    /// `content` of a tool's result or of a search result: a text, or blocks again.
    private mutating func inner(
        of block: inout BedrockBlock,
        _ reader: inout JSONOutlineReader,
        in document: RawSpan
    ) throws(JSONError) {
        guard reader.kind == .array, nesting < Self.nestingLimit else {
            block.content = reader.skip()
            return
        }
        block.content = nil
        try content(&reader, in: document).list.apply(to: &edits)
    }

    /// `source` of a document, which may hold blocks as well.
    private mutating func source(
        of block: inout BedrockBlock,
        _ reader: inout JSONOutlineReader,
        in document: RawSpan
    ) throws(JSONError) {
        try reader.beginObject()
        while let key = reader.nextKey() {
            if reader.key(key, is: "content") {
                try inner(of: &block, &reader, in: document)
            } else if reader.key(key, is: "type") {
                block.sourceType = reader.string()
            } else {
                _ = reader.skip()
            }
        }
    }
}
