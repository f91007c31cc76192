import JSONBytes

extension BedrockToolsEditor {
    /// Walks through one tool.
    func tool(_ reader: inout JSONOutlineReader, from start: Int, in document: RawSpan) throws(JSONError) -> BedrockTool
    {
        var tool = BedrockTool(from: start)
        try reader.beginObject()
        while let key = reader.nextKey() {
            let index = tool.object.items.count
            try tool.read(key, at: index, &reader, in: document)
            tool.object.append(key.range.lowerBound..<reader.offset)
        }
        tool.object.close(at: reader.offset)
        return tool
    }
}

extension BedrockTool {
    fileprivate mutating func read(
        _ key: JSONKey,
        at index: Int,
        _ reader: inout JSONOutlineReader,
        in document: RawSpan
    ) throws(JSONError) {
        if reader.key(key, is: "input_schema"), reader.kind == .object {
            schema = try Self.schema(&reader, in: document)
            return
        }
        let value = reader.skip()
        if reader.key(key, is: "type") {
            note(.type, at: index)
            type = Self.text(value, in: document)
        } else if reader.key(key, is: "name") {
            name = Self.text(value, in: document)
        } else if reader.key(key, is: "cache_control") {
            cacheControl = value
        } else if reader.key(key, is: "defer_loading") {
            note(.deferLoading, at: index)
        } else if reader.key(key, is: "eager_input_streaming") {
            note(.eagerInputStreaming, at: index)
            streamsEagerly = value.kind == .boolean && value.range.count == 4
        } else if reader.key(key, is: "input_examples") {
            note(.inputExamples, at: index)
        } else if reader.key(key, is: "allowed_callers") {
            note(.allowedCallers, at: index)
        } else if reader.key(key, is: "strict") {
            note(.strict, at: index)
        } else if reader.key(key, is: "custom"), value.kind == .object {
            note(.custom, at: index)
            custom = value
        }
    }

    private mutating func note(_ member: Member, at index: Int) { members[member, default: []].insert(index) }

    private static func text(_ value: JSONValue, in document: RawSpan) -> String? {
        value.kind == .string ? try? JSON.string(value, in: document) : nil
    }

    private static func schema(_ reader: inout JSONOutlineReader, in document: RawSpan) throws(JSONError) -> Schema {
        var schema = Schema(object: BedrockWalkedContainer(from: reader.valueStart))
        try reader.beginObject()
        while let key = reader.nextKey() {
            let value = reader.skip()
            if reader.key(key, is: "type") { schema.type = value }
            schema.object.append(key.range.lowerBound..<value.range.upperBound)
        }
        schema.object.close(at: reader.offset)
        return schema
    }

    /// A tool's bytes with the members of its `custom` wrapper as its own, unless it has members of those names.
    static func flattened(_ tool: Range<Int>, _ custom: JSONValue, in document: RawSpan) throws(JSONError) -> [UInt8] {
        let span = document.extracting(tool)
        let outer = try JSON.members(of: span).filter { !JSON.matches($0.key, "custom", in: span) }
        let names = Set(outer.map { JSON.key($0, in: span) })
        let inner = try JSON.members(of: custom, in: document).filter {
            !names.contains(JSON.key($0, in: document)) && !JSON.matches($0.key, "custom", in: document)
        }
        let kept = outer.map { span.array($0.key.range.lowerBound..<$0.value.range.upperBound) }
        let hoisted = inner.map { document.array($0.key.range.lowerBound..<$0.value.range.upperBound) }
        let members = (kept + hoisted).joined(separator: [UInt8(ascii: ",")])
        return [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")]
    }
}
