extension ChatCompletionsVendor {
    /// Any other server that speaks Chat Completions: vLLM, SGLang, llama.cpp, LiteLLM, a gateway.
    ///
    /// What such a server refuses is left out of later requests once it has said so.
    /// - Note: Source: https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html and
    ///   https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md, seen 2026-11-22.
    public static let compatible = Self(
        id: "openai-compatible",
        displayName: "The upstream",
        baseURL: nil,
        apiKeyVariable: nil,
        quirks: ChatCompletionsQuirks {
            // Models that are served without a parser for their reasoning write it into the text.
            $0.splitsThinkTags = true
        }
    )
}
