import JSONBytes
import MessagesAPI
import NIOCore

/// Failures that arrive inside a stream, after a status of 200.
///
/// - Note: Source: AWS event stream encoding, `:message-type` `exception` and `error`
///   (https://smithy.io/2.0/aws/amazon-eventstream.html), and Bedrock's `ResponseStream`
///   (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ResponseStream.html), seen 2026-11-22.
enum BedrockException {
    /// The failure that a message of type `exception` or `error` tells of; `nil` for any other message.
    static func failure(in message: EventStreamMessage) -> UpstreamFailure? {
        if message.headers.matches(":message-type", "exception") {
            return exception(message)
        }
        guard message.headers.matches(":message-type", "error") else { return nil }
        return BedrockFailure.classify(
            type: message.headers.string(":error-code"),
            message: message.headers.string(":error-message") ?? "",
            status: nil
        )
    }

    /// The failure that a body of the form `{"message":…}` or an Anthropic error tells of.
    ///
    /// `type` is what the failure is called, where something other than the body says so.
    static func failure(type: String?, body members: [JSONMember], in document: RawSpan) -> UpstreamFailure {
        if let error = JSON.value("error", of: members, in: document), error.kind == .object,
            let error = try? JSON.members(of: error, in: document)
        {
            return anthropicError(error, in: document)
        }
        let message =
            text("message", of: members, in: document)
            ?? text("Message", of: members, in: document)
        let original = text("originalMessage", of: members, in: document)
        let originalStatus = JSON.count("originalStatusCode", of: members, in: document)
        return BedrockFailure.classify(
            type: type ?? text("__type", of: members, in: document),
            message: BedrockFailure.words(message, original: original, originalStatus: originalStatus) ?? "",
            status: nil,
            originalStatus: originalStatus
        )
    }

    private static func exception(_ message: EventStreamMessage) -> UpstreamFailure {
        let document = message.payload.readableBytesSpan
        // A broken body does not hide the failure itself: its type stands in a header.
        let members = (try? JSON.members(of: document)) ?? []
        return failure(type: message.headers.string(":exception-type"), body: members, in: document)
    }

    private static func anthropicError(_ members: [JSONMember], in document: RawSpan) -> UpstreamFailure {
        let type = text("type", of: members, in: document)
        return BedrockFailure.classify(
            type: type,
            message: text("message", of: members, in: document) ?? "",
            status: type.flatMap(APIError.Kind.init(rawValue:))?.usualStatus
        )
    }

    /// The text of that name; `nil` if there is none or it is empty.
    private static func text(_ name: StaticString, of members: [JSONMember], in document: RawSpan) -> String? {
        guard let value = JSON.value(name, of: members, in: document),
            let text = try? JSON.string(value, in: document), !text.isEmpty
        else { return nil }
        return text
    }
}
