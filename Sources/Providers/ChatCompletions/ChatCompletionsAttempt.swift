import MessagesAPI

/// One attempt at a vendor: the dialect it is made in, and both halves of the translation.
struct ChatCompletionsAttempt {
    let request: DecodedMessagesRequest
    let target: Target
    let vendor: ChatCompletionsVendor
    /// Whether Responses can be spoken at the attempt's address.
    let hasResponses: Bool
    let adjustments: Set<RequestAdjustment>
    /// How far estimates were off before.
    let ratios: InputTokenRatios

    /// Whether Responses is spoken instead of Chat Completions.
    var usesResponses: Bool {
        guard hasResponses else { return false }
        if adjustments.contains(.responsesAPI) || (vendor.searchesWebInResponses && asksForWebSearch) { return true }
        guard vendor.quirks.models == .openAI else { return false }
        return switch OpenAIModelTraits.of(model: target.model).api {
        case .chat: false
        case .responsesWithTools: !request.tools.isEmpty
        case .responsesOnly: true
        }
    }

    private var asksForWebSearch: Bool {
        request.tools.contains { tool in
            if case .typed(let tool) = tool { tool.type.hasPrefix("web_search_") } else { false }
        }
    }

    /// The request in the vendor's dialect.
    func translated() throws(UpstreamFailure) -> TranslatedRequest {
        let origin = ReasoningSignature.origin(of: target)
        guard usesResponses else {
            return try MessagesToChatCompletions.body(
                for: request,
                model: target.model,
                vendor: quirks,
                adjustments: adjustments,
                origin: origin
            )
        }
        return try MessagesToResponses.body(
            for: request,
            model: target.model,
            vendor: quirks,
            searchesWeb: vendor.searchesWebInResponses,
            adjustments: adjustments,
            origin: origin
        )
    }

    /// The translator of the answer.
    func translator(
        for translated: TranslatedRequest,
        messageID: String,
        makeToolID: @escaping @Sendable () -> String
    ) -> any ResponseTranslator {
        // The target's tokenizer counts, whatever model the client named.
        let estimate = TokenEstimate.inputTokens(of: request, model: target.model)
        var context = TranslationContext(
            requestedModel: request.model,
            messageID: messageID,
            toolNames: translated.toolNames,
            origin: ReasoningSignature.origin(of: target),
            thinking: request.thinkingDisplay,
            stopSequences: translated.stopSequences,
            estimatedInputTokens: ratios.corrected(estimate, for: target.id),
            thinkTags: vendor.quirks.splitsThinkTags ? .tagged : .none,
            makeToolID: makeToolID,
            endsWithoutFinish: vendor.quirks.endsWithoutFinish
        )
        context.vendorName = vendor.displayName
        context.isRepeated = adjustments.contains(.repeated)
        context.usedToolIDs = request.toolCallIDs
        context.noteInputTokens = { [ratios, id = target.id] counted in
            ratios.note(counted: counted, estimate: estimate, for: id)
        }
        switch (usesResponses, request.isStreaming) {
        case (true, true): return ResponsesToMessages(context: context)
        case (true, false): return ResponseToMessage(context: context)
        case (false, true): return ChatCompletionsToMessages(context: context)
        case (false, false): return ChatCompletionToMessage(context: context)
        }
    }

    /// The vendor's quirks without what this server has refused of them.
    private var quirks: ChatCompletionsQuirks {
        var quirks = vendor.quirks
        if adjustments.contains(.withoutField("image_url")) { quirks.acceptsImages = false }
        if adjustments.contains(.withoutField("cache_control")) { quirks.cacheControlModels = [] }
        return quirks
    }
}
