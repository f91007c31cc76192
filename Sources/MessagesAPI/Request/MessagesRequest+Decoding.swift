import JSONBytes
import NIOCore

extension MessagesRequest {
    /// Reads the whole body.
    ///
    /// Takes three times as long as checking it did; a request that is passed through should not be decoded.
    /// - Throws: ``APIError`` of kind `invalid_request_error` that names the field in the Messages API's own wording,
    ///   such as `messages.3.content.0.type: Field required`.
    public func decoded() throws(APIError) -> DecodedMessagesRequest {
        let object = object
        if operation == .createMessage { _ = try object.required("max_tokens") }
        return try decodedFields(of: object)
    }

    /// Reads the whole body, whether or not an operation's own required fields are there.
    func decodedFields() throws(APIError) -> DecodedMessagesRequest {
        try decodedFields(of: object)
    }

    private func decodedFields(of object: RequestObject) throws(APIError) -> DecodedMessagesRequest {
        try DecodedMessagesRequest(object, model: model, isStreaming: isStreaming, maxTokens: maxTokens)
    }

    private var object: RequestObject {
        RequestObject(body: OutlinedBody(bytes: body, outline: outline), position: outline.root, path: .root)
    }
}

extension DecodedMessagesRequest {
    private static let knownFields: [StaticString] = [
        "model", "max_tokens", "messages", "system", "tools", "tool_choice", "thinking", "output_config",
        "output_format", "stream", "stop_sequences", "temperature", "top_p", "top_k", "metadata", "service_tier",
        "speed", "inference_geo", "cache_control",
    ]

    fileprivate init(
        _ object: RequestObject,
        model: String,
        isStreaming: Bool,
        maxTokens: Int?
    ) throws(APIError) {
        self.model = model
        self.isStreaming = isStreaming
        self.maxTokens = maxTokens
        messages = try object.required("messages").list { value throws(APIError) in try Message(value) }
        system = try object.optional("system").decoded { value throws(APIError) in try Content(value, isTagged: false) }
        tools = try object.optional("tools")?.list { value throws(APIError) in try Tool(value) } ?? []
        toolChoice = try object.optional("tool_choice").decoded(ToolChoice.init)
        thinking = try object.optional("thinking").decoded(ThinkingConfiguration.init)
        outputConfiguration = try object.optional("output_config").decoded(OutputConfiguration.init)
        outputFormat = try object.optional("output_format").decoded(OutputFormat.init)
        stopSequences = try object.optionalStrings("stop_sequences") ?? []
        temperature = try object.optional("temperature")?.double()
        topP = try object.optional("top_p")?.double()
        topK = try object.optionalInteger("top_k")
        metadata = try object.optional("metadata").decoded(RequestMetadata.init)
        serviceTier = try object.optionalString("service_tier")
        speed = try object.optionalString("speed")
        inferenceGeo = try object.optionalString("inference_geo")
        cacheControl = try CacheControl(in: object)
        otherFields = object.others(than: Self.knownFields)
    }
}
