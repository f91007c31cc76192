/// The exceptions that Bedrock sends as frames of a stream.
///
/// Source: AWS service model `bedrock-runtime`, shape `ResponseStream`, seen 2026-11-22.
package struct StreamException: Sendable, Equatable {
    /// The shape's name in lower camel case, as `:exception-type` has it.
    package var type: String
    package var message: String
    /// Only of a model stream error.
    package var originalStatusCode: Int?
    package var originalMessage: String?

    package init(type: String, message: String, originalStatusCode: Int? = nil, originalMessage: String? = nil) {
        self.type = type
        self.message = message
        self.originalStatusCode = originalStatusCode
        self.originalMessage = originalMessage
    }

    package static let throttling = StreamException(
        type: "throttlingException",
        message: "Too many requests, please wait before trying again."
    )
    package static let internalServer = StreamException(
        type: "internalServerException",
        message: "The system encountered an unexpected error during processing. Try your request again."
    )
    package static let serviceUnavailable = StreamException(
        type: "serviceUnavailableException",
        message: "Bedrock is unable to process your request."
    )
    package static let modelTimeout = StreamException(
        type: "modelTimeoutException",
        message: "Model has timed out in processing the request. Try your request again."
    )
    package static let validation = StreamException(
        type: "validationException",
        message: "Input is too long for requested model."
    )
    package static let modelStreamError = StreamException.modelStreamError(originalStatusCode: 500)

    package static func modelStreamError(originalStatusCode: Int) -> StreamException {
        StreamException(
            type: "modelStreamErrorException",
            message: "The system encountered an unexpected error during processing. Try your request again.",
            originalStatusCode: originalStatusCode,
            originalMessage: originalStatusCode == 529 ? "Overloaded" : "internal"
        )
    }

    /// One of each.
    package static let all: [StreamException] = [
        .throttling, .internalServer, .serviceUnavailable, .modelTimeout, .validation, .modelStreamError,
    ]
}
