/// How the Messages API of one host differs from the others': what its validation takes.
struct MessagesVariant: Sendable {
    /// Top-level fields; `nil` takes any.
    var fields: Set<String>?
    /// Top-level fields that need a beta flag.
    var betaFields: [String: String] = [:]
    /// Version and beta flags are headers and not fields of the body.
    var hasHeaders = true
    var wantsMaxTokens = true
    var leastMaxTokens = 0
    /// Beta flags beside those of the settings.
    var betas: Set<String> = []
    var userBlocks: Set<String> = Self.allUserBlocks
    var assistantBlocks: Set<String> = Self.allAssistantBlocks
    /// Images and documents come by value only.
    var wantsSourcesByValue = false
    /// Fields of a custom tool.
    var toolFields: Set<String> = [
        "name", "description", "input_schema", "cache_control", "type", "strict", "defer_loading", "allowed_callers",
        "input_examples", "eager_input_streaming",
    ]
    /// Tools that the host runs are taken.
    var takesServerTools = true
    var outputFields: Set<String> = ["effort", "format", "task_budget"]
    /// Edits of `context_management` by the flag that opens them.
    var edits: [String: Set<String>] = [
        "context-management-2025-06-27": ["clear_tool_uses_20250919", "clear_thinking_20251015"],
        "compact-2026-01-12": ["compact_20260112"],
    ]
    /// Thinking blocks are the host's own, and stand where manual thinking wants them.
    var checksThinking = true
}

extension MessagesVariant {
    private static let allUserBlocks: Set<String> = [
        "text", "image", "document", "search_result", "tool_result", "tool_reference", "container_upload",
        "mcp_tool_result",
    ]
    private static let allAssistantBlocks: Set<String> = [
        "text", "thinking", "redacted_thinking", "tool_use", "search_result", "document", "image", "server_tool_use",
        "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result",
        "bash_code_execution_tool_result", "text_editor_code_execution_tool_result", "tool_search_tool_result",
        "mcp_tool_use", "mcp_tool_result", "compaction", "fallback", "container_upload",
    ]
    private static let bedrockBlocks: Set<String> = [
        "text", "image", "document", "search_result", "tool_result", "tool_reference",
    ]
    private static let bedrockFields: Set<String> = [
        "anthropic_version", "anthropic_beta", "max_tokens", "messages", "system", "stop_sequences", "temperature",
        "top_p", "top_k", "tools", "tool_choice", "thinking", "metadata", "output_config", "context_management",
        "safeguards",
    ]
    /// Fields that counting takes too.
    private static let countedFields: Set<String> = [
        "model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "cache_control", "speed",
    ]
    private static let betaFields: [String: String] = [
        "context_management": "context-management-2025-06-27", "mcp_servers": "mcp-client-2025-11-20",
        "safeguards": "dangerous-tool-use-2026-09-03", "output_format": "structured-outputs-2025-11-13",
    ]
    /// Source: Anthropic's documentation of beta headers, seen 2026-11-22; obsolete names are still taken.
    private static let anthropicBetas: Set<String> = [
        "advanced-tool-use-2025-11-20", "cache-diagnosis-2026-04-07", "claude-code-20250219",
        "code-execution-2025-08-25", "compact-2026-09-04", "extended-cache-ttl-2025-04-11", "fast-mode-2026-02-01",
        "files-api-2025-04-14", "mcp-client-2025-04-04", "mcp-client-2025-11-20", "message-batches-2024-09-24",
        "oauth-2025-04-20", "output-128k-2025-02-19", "pdfs-2024-09-25", "per-turn-control-2026-07-01",
        "prompt-caching-2024-07-31", "prompt-caching-scope-2026-01-05", "skills-2025-10-02",
        "structured-outputs-2025-11-13", "token-counting-2024-11-01", "token-efficient-tools-2025-02-19",
        "web-fetch-2025-09-10", "web-search-2025-03-05",
    ]

    /// InvokeModel.
    static let bedrock = MessagesVariant(
        fields: bedrockFields,
        hasHeaders: false,
        leastMaxTokens: 1,
        userBlocks: bedrockBlocks,
        assistantBlocks: [
            "text", "thinking", "redacted_thinking", "tool_use", "search_result", "document", "image",
        ],
        wantsSourcesByValue: true,
        toolFields: ["name", "description", "input_schema", "cache_control", "type", "strict"],
        takesServerTools: false,
        outputFields: ["effort", "format"],
        edits: [
            "context-management-2025-06-27": ["clear_tool_uses_20250919"], "compact-2026-01-12": ["compact_20260112"],
        ],
        checksThinking: false
    )

    /// Source: Anthropic's API reference, seen 2026-11-22.
    static let anthropic = MessagesVariant(
        fields: countedFields.union([
            "max_tokens", "stream", "stop_sequences", "temperature", "top_p", "top_k", "metadata", "service_tier",
            "inference_geo", "container", "diagnostics",
        ]),
        betaFields: betaFields,
        betas: anthropicBetas
    )

    static let anthropicCount = MessagesVariant(
        fields: countedFields,
        betaFields: betaFields,
        wantsMaxTokens: false,
        betas: anthropicBetas
    )

    /// OpenRouter and compatible servers take fields of their own and no notice of the headers.
    static let lenient = MessagesVariant(hasHeaders: false, wantsMaxTokens: false)
}
