import JSONBytes
import MessagesAPI
import NIOCore

/// Makes the edits of one body: which top-level fields stay, what changes in them, and which are added.
struct BedrockBodyEditor {
    /// Why a body cannot be made.
    enum Failure: Error {
        case json(JSONError)
        case onlyUnknownTools([String])
        /// Images or documents that are somewhere else, by the type of their source.
        case reference(String)
    }

    let request: MessagesRequest
    let rules: BedrockBodyRules
    var betas: BedrockBetaSelection
    var messages: BedrockMessagesEditor
    var tools: BedrockToolsEditor
    /// Holds the edits of the whole body; the other editors get it while they are at work.
    var blocks: BedrockContentEditor
    var system: BedrockContentEditor.Content?
    var root: BedrockWalkedContainer
    /// The index of each field's last member, which is the one that counts.
    var fields: [String: Int] = [:]
    private(set) var omittedFields: [String] = []

    init(
        for request: MessagesRequest,
        model: String,
        adjustments: Set<RequestAdjustment>,
        betas table: BedrockBetas
    ) {
        self.request = request
        let capabilities = BedrockModelCapabilities(modelID: model, requestedModel: request.model)
        let adjustments = BedrockAdjustments(adjustments)
        betas = BedrockBetaSelection(
            sent: request.betas + Self.betasInBody(of: request),
            table: table,
            version: capabilities.version,
            isOff: adjustments.withoutBetas
        )
        rules = BedrockBodyRules(capabilities: capabilities, adjustments: adjustments, betas: betas)
        messages = BedrockMessagesEditor(rules: rules)
        tools = BedrockToolsEditor(rules: rules)
        blocks = BedrockContentEditor(rules: rules)
        root = BedrockWalkedContainer(range: 0..<request.body.readableBytes, members: request.members)
    }

    /// What was left out; complete after ``edit()``.
    var omissions: BedrockOmissions {
        BedrockOmissions(fields: omittedFields, betas: betas.dropped, tools: tools.removedTypes)
    }

    /// The edited body.
    mutating func edit() throws(Failure) -> ByteBuffer {
        let body = request.body
        let document = body.readableBytesSpan
        do {
            selectFields(in: document)
            try walk(document)
            try editFields(in: document)
        } catch {
            throw .json(error)
        }
        if let type = blocks.referenceType { throw .reference(type) }
        if tools.isBereft { throw .onlyUnknownTools(tools.removedTypes) }
        editSystem(in: document)
        addBreakpoint(in: document)
        messages.takeAddedBlocks()?.apply(to: &blocks.edits)
        addEnvelope(in: document)
        root.apply(to: &blocks.edits)
        return blocks.edits.buffer(of: document)
    }

    /// Whether a field stays so far.
    func value(_ field: String) -> JSONValue? {
        fields[field].flatMap { root.removing.contains($0) ? nil : request.members[$0].value }
    }

    /// Takes a field out.
    mutating func omit(_ field: String) {
        guard let index = fields[field] else { return }
        root.removing.insert(index)
        omittedFields.append(field)
    }

    /// Decides which fields go whatever they hold.
    ///
    /// Of several members with one name the last counts, as for every reader.
    private mutating func selectFields(in document: RawSpan) {
        for (index, member) in request.members.enumerated() {
            let name = JSON.key(member, in: document)
            if let earlier = fields.updateValue(index, forKey: name) { root.removing.insert(earlier) }
        }
        for (name, index) in fields.sorted(by: { $0.value < $1.value }) {
            if name == "model" || name == "stream" || name == "cache_control" {
                root.removing.insert(index)
            } else if !Self.allowed.contains(name) || rules.adjustments.leavesOut(name) {
                omit(name)
            }
        }
    }

    /// The fields InvokeModel takes; any other gives "Extra inputs are not permitted".
    private static let allowed: Set<String> = [
        "anthropic_beta", "anthropic_version", "context_management", "max_tokens", "messages", "metadata",
        "output_config",
        "safeguards", "stop_sequences", "system", "temperature", "thinking", "tool_choice", "tools", "top_k", "top_p",
        "user_profile_id",
    ]

    /// Reads the body from front to back and goes into the three fields that hold blocks.
    private mutating func walk(_ document: RawSpan) throws(JSONError) {
        let places = ["messages", "system", "tools"].map { fields[$0] }
        let outline = request.outline
        var reader = JSONOutlineReader(outline, of: document)
        var index = 0
        try reader.beginObject()
        while reader.nextKey() != nil {
            if index == places[0], reader.kind == .array {
                swap(&blocks, &messages.blocks)
                try messages.edit(&reader, in: document)
                swap(&blocks, &messages.blocks)
            } else if index == places[1], reader.kind == .array {
                system = try blocks.content(&reader, in: document)
            } else if index == places[2], reader.kind == .array {
                swap(&blocks, &tools.blocks)
                try tools.edit(&reader, in: document)
                swap(&blocks, &tools.blocks)
            } else {
                _ = reader.skip()
            }
            index += 1
        }
    }
}
