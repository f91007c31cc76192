package import MessagesAPI
import NIOCore

/// A tool as dialects without typed tools have it: a name, a description and a schema.
package struct FunctionTool: Sendable, Equatable {
    /// The name upstream.
    package let name: String
    /// What the tool is for.
    package let description: String?
    /// The JSON Schema of the arguments, cleaned.
    package let parameters: [UInt8]
    /// Whether the client asked for strict arguments and the schema allows it.
    package let isStrict: Bool
    /// Whether the prompt is to be cached up to here.
    package let cacheControl: CacheControl?

    init(_ tool: CustomTool, name: String, rules: SchemaRules) {
        self.name = name
        description = tool.description
        parameters = ToolSchema.cleaned(tool.inputSchema.bytes, by: rules)
        isStrict = tool.strict == true && ToolSchema.qualifiesForStrict(tool.inputSchema.bytes)
        cacheControl = tool.cacheControl
    }

    /// A tool that Anthropic describes by its type alone and that the client runs; `nil` for all others.
    init?(_ tool: TypedTool, toolNames: ToolNames, rules: SchemaRules) {
        guard let known = KnownTypedTool.of(type: tool.type), let name = tool.name else { return nil }
        self.name = toolNames.upstreamName(name)
        description = known.description(of: tool)
        parameters = ToolSchema.cleaned(ByteBuffer(string: known.schema), by: rules)
        isStrict = false
        cacheControl = tool.cacheControl
    }
}
