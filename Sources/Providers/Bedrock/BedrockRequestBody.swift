package import MessagesAPI
package import NIOCore

/// A client's body as InvokeModel takes it: the very bytes, with some members edited.
///
/// Top-level fields are an allow-list, since an unknown one fails the request; everything below stays as it came unless
/// a rule says otherwise. Goes by the outline of the body, so that nothing is scanned again, and builds no tree.
/// - Note: Source: Anthropic Claude Messages API on Amazon Bedrock
///   (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html), the
///   Anthropic Python SDK 2.12.0 (`lib/bedrock`) and LiteLLM 1.109.1, seen 2026-11-22.
package struct BedrockRequestBody: Sendable {
    /// Largest body that is sent, in bytes.
    ///
    /// The service model allows 25,000,000, Anthropic's documentation 20 MB.
    package static let sizeLimit = 20_000_000

    /// The body.
    package let bytes: ByteBuffer
    /// What was left out.
    package let omissions: BedrockOmissions

    /// Makes the body for one attempt; the target's model id decides what is taken.
    ///
    /// - Throws: ``UpstreamFailure`` of kind `unsupportedFeature` if the request only makes sense with a server tool, or
    ///   names an image by its address; of kind `requestTooLarge` above ``sizeLimit``.
    package init(
        for request: MessagesRequest,
        model: String,
        adjustments: Set<RequestAdjustment> = [],
        betas: BedrockBetas = .standard
    ) throws(UpstreamFailure) {
        var editor = BedrockBodyEditor(for: request, model: model, adjustments: adjustments, betas: betas)
        do {
            bytes = try editor.edit()
        } catch {
            throw Self.failure(error)
        }
        guard bytes.readableBytes <= Self.sizeLimit else {
            throw UpstreamFailure(
                .requestTooLarge,
                "The request has \(bytes.readableBytes) bytes; Amazon Bedrock takes at most \(Self.sizeLimit).",
                status: 413
            )
        }
        omissions = editor.omissions
    }

    private static func failure(_ failure: BedrockBodyEditor.Failure) -> UpstreamFailure {
        switch failure {
        case .json(let error):
            // The body was read before; this would be a fault of our own.
            return UpstreamFailure(.invalidRequest, "The request body is not valid JSON: \(error)", status: 400)
        case .reference(let type):
            // Another target may look it up; to leave it out without a word would give a wrong answer.
            return UpstreamFailure(
                .unsupportedFeature,
                "messages: Amazon Bedrock takes images and documents only inside of the request, and not by \(type).",
                status: 400
            )
        case .onlyUnknownTools(let types):
            let names = types.prefix(5).joined(separator: ", ")
            // Another target may run them.
            return UpstreamFailure(
                .unsupportedFeature,
                "tools: Amazon Bedrock runs no server tools and takes no tool without its beta flag (\(names)), "
                    + "and the request has no other tool.",
                status: 400
            )
        }
    }
}
