import JSONBytes
import MessagesAPI
import NIOCore

/// Makes the edits of one body.
struct MessagesBodyEditor {
    let request: MessagesRequest
    let vendor: MessagesVendor
    let changes: MessagesAdjustments
    /// Whether thinking that Anthropic did not sign is refused.
    let isClaude: Bool
    /// The target's model, as JSON.
    let modelJSON: [UInt8]
    /// Where the model's name stands, if it is another than the target's.
    private(set) var models: [Range<Int>] = []
    /// Every other edit.
    var edits = JSONEdits()
    var omissions = Omissions()
    private var root: BedrockWalkedContainer
    /// Whether `thinking` got another value, so that nothing inside of it may be edited.
    private var isThinkingOff = false

    init(for request: MessagesRequest, model: String, vendor: MessagesVendor, changes: MessagesAdjustments) {
        self.request = request
        self.vendor = vendor
        self.changes = changes
        isClaude = vendor.wantsAnthropicSignatures(for: model)
        var writer = JSONWriter(capacity: model.utf8.count + 2)
        writer.value(model)
        modelJSON = writer.bytes
        root = BedrockWalkedContainer(range: 0..<request.body.readableBytes, members: request.members)
        let document = request.body.readableBytesSpan
        for member in request.members where JSON.matches(member.key, "model", in: document) {
            let isSame = member.value.kind == .string && (try? JSON.string(member.value, in: document)) == model
            if !isSame { models.append(member.value.range) }
        }
    }

    /// Notes all edits.
    mutating func edit() throws(JSONError) {
        let body = request.body
        let document = body.readableBytesSpan
        if changes.isCount { leaveOutMessageFields(in: document) }
        try editHistory(in: document)
        for path in changes.fields where !(isThinkingOff && path.hasPrefix("thinking.")) {
            try leaveOut(path, in: document)
        }
        for (name, newName) in changes.renamed.sorted(by: { $0.key < $1.key }) {
            rename(name, to: newName, in: document)
        }
        if vendor.refusesCustomToolType { try leaveOutCustomToolTypes(in: document) }
        try editNumbers(in: document)
        root.apply(to: &edits)
    }

    /// The last member of that name that is not left out.
    func member(_ name: String, in document: RawSpan) -> JSONMember? {
        let index = request.members.indices.last { JSON.key(request.members[$0], in: document) == name }
        return index.flatMap { root.removing.contains($0) ? nil : request.members[$0] }
    }

    /// Leaves out a top-level field.
    mutating func remove(_ name: String, in document: RawSpan) {
        for (index, member) in request.members.enumerated() where JSON.key(member, in: document) == name {
            root.removing.insert(index)
            omissions.note(name)
        }
    }

    /// What belongs to making a message and not to counting one; a count is refused with it.
    ///
    /// - Note: Source: Count tokens in a Message (https://docs.claude.com/en/api/messages-count-tokens, seen 2026-11-22).
    private static let messageFields = [
        "max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier",
        "inference_geo", "container", "diagnostics",
    ]

    private mutating func leaveOutMessageFields(in document: RawSpan) {
        for (index, member) in request.members.enumerated() {
            let name = JSON.key(member, in: document)
            if Self.messageFields.contains(name) { root.removing.insert(index) }
        }
    }

    /// Adds a member at the end, or gives the one that is there another value.
    private mutating func set(_ name: String, _ raw: [UInt8], in document: RawSpan) {
        if let member = member(name, in: document) {
            edits.replace(member.value, with: raw)
        } else {
            root.adding.append(Array("\"\(name)\":".utf8) + raw)
        }
    }

    /// Gives thinking another value.
    mutating func replaceThinking(with raw: [UInt8], in document: RawSpan) {
        isThinkingOff = true
        set("thinking", raw, in: document)
    }

    private mutating func rename(_ name: String, to newName: String, in document: RawSpan) {
        guard let member = member(name, in: document), !MessagesOptionalField.required.contains(newName) else { return }
        var writer = JSONWriter(capacity: newName.utf8.count + 2)
        writer.value(newName)
        edits.replace(member.key.range, with: writer.bytes)
    }

    private mutating func editNumbers(in document: RawSpan) throws(JSONError) {
        if let limit = changes.maxTokens, limit > 0, request.maxTokens ?? .max > limit {
            set("max_tokens", Array(String(limit).utf8), in: document)
        }
        guard let effort = changes.reasoningEffort else { return }
        var writer = JSONWriter()
        writer.value(effort)
        guard let config = member("output_config", in: document)?.value, config.kind == .object else {
            return set("output_config", Array(#"{"effort":"#.utf8) + writer.bytes + Array("}".utf8), in: document)
        }
        let members = try JSON.members(of: config, in: document)
        if let value = JSON.value("effort", of: members, in: document) {
            edits.replace(value, with: writer.bytes)
        } else {
            edits.edit(config, members: members, removing: [], adding: [("effort", writer.bytes)])
        }
    }

    private mutating func leaveOutCustomToolTypes(in document: RawSpan) throws(JSONError) {
        guard let tools = member("tools", in: document)?.value, tools.kind == .array else { return }
        for tool in try JSON.elements(of: tools, in: document) where tool.kind == .object {
            let members = try JSON.members(of: tool, in: document)
            let custom = members.indices.filter { index in
                JSON.matches(members[index].key, "type", in: document)
                    && document.text(of: members[index].value) == "custom"
            }
            edits.edit(tool, members: members, removing: Set(custom))
        }
    }
}

extension RawSpan {
    /// The text of a string of a document that was validated before; `nil` if the value is no string.
    func text(of value: JSONValue) -> String? {
        value.kind == .string ? try? JSON.string(value, in: self) : nil
    }
}
