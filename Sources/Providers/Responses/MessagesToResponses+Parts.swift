import JSONBytes
import MessagesAPI

extension MessagesToResponses {
    /// Told in place of a picture to a model that sees none.
    private static let omittedImage = "[image omitted: this model has no image input]"

    /// Writes content as a list of parts.
    mutating func write(_ items: [Conversation.Item]) throws(UpstreamFailure) {
        json.beginArray()
        for item in items {
            switch item {
            case .text(let text): writePart("input_text") { $0.member("text", text.text) }
            case .image(let image, let place): try write(image, at: place)
            case .document(let document, let place): try write(document, at: place)
            }
        }
        json.endArray()
    }

    mutating func writePart(_ type: String, _ members: (inout JSONWriter) -> Void) {
        json.beginObject()
        json.member("type", type)
        members(&json)
        json.endObject()
    }

    private mutating func write(_ image: ImageBlock, at place: Conversation.Place) throws(UpstreamFailure) {
        guard takesImages else {
            omissions.note("images")
            return writePart("input_text") { $0.member("text", Self.omittedImage) }
        }
        let url =
            switch image.source {
            case .base64(let mediaType, let data): "data:\(mediaType);base64,\(data)"
            case .url(let url): url
            case .file, .unknown: throw Self.unreachable("image", at: place)
            }
        writePart("input_image") { json in
            json.member("image_url", url)
            json.member("detail", "auto")
        }
    }

    private mutating func write(_ document: DocumentBlock, at place: Conversation.Place) throws(UpstreamFailure) {
        switch document.source {
        case .base64(let mediaType, let data):
            writePart("input_file") { json in
                json.member("filename", document.title ?? "document.pdf")
                json.member("file_data", "data:\(mediaType);base64,\(data)")
            }
        case .url(let url): writePart("input_file") { $0.member("file_url", url) }
        case .text, .content, .file, .unknown: throw Self.unreachable("document", at: place)
        }
    }

    /// Leaving it out without a word would give a wrong answer; Anthropic's own targets can look it up.
    private static func unreachable(_ kind: String, at place: Conversation.Place) -> UpstreamFailure {
        UpstreamFailure(
            .unsupportedFeature,
            "\(place).\(kind).source: this model can only be given a \(kind) inside of the request or by its address",
            status: 400
        )
    }
}
