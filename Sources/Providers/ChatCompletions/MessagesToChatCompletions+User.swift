import JSONBytes
import MessagesAPI

extension MessagesToChatCompletions {
    /// Told in place of a picture to a model that sees none.
    static let omittedImage = "[image omitted: this model has no image input]"

    /// Takes what the user says; written at once unless it may have to be merged with what follows.
    mutating func addUser(_ items: [Conversation.Item]) throws(UpstreamFailure) {
        pending += items
        if !vendor.mergesUserTurns { try writePending() }
    }

    /// Writes the user's message that is due.
    mutating func writePending() throws(UpstreamFailure) {
        guard !pending.isEmpty else { return }
        let items = pending
        pending = []
        hasMessages = true
        json.beginObject()
        json.member("role", "user")
        json.key("content")
        try writeContent(items)
        json.endObject()
    }

    private mutating func writeContent(_ items: [Conversation.Item]) throws(UpstreamFailure) {
        if !takesImages, items.contains(where: \.isImage) { omissions.note("images") }
        let texts = items.compactMap(plainText)
        guard texts.count < items.count else {
            write(texts, style: vendor.textContent)
            return
        }
        json.beginArray()
        for item in items { try write(part: item) }
        json.endArray()
    }

    /// The text of what can be told in words alone.
    private func plainText(_ item: Conversation.Item) -> Conversation.Text? {
        switch item {
        case .text(let text): text
        case .image: takesImages ? nil : Conversation.Text(Self.omittedImage)
        case .document: nil
        }
    }

    private mutating func write(part item: Conversation.Item) throws(UpstreamFailure) {
        switch item {
        case .text(let text): write(part: text)
        case .image(let image, let place):
            if takesImages {
                try write(image, at: place)
            } else {
                write(part: Conversation.Text(Self.omittedImage))
            }
        case .document(let document, let place): try write(document, at: place)
        }
    }

    private mutating func write(_ image: ImageBlock, at place: Conversation.Place) throws(UpstreamFailure) {
        let url =
            switch image.source {
            case .base64(let mediaType, let data): "data:\(mediaType);base64,\(data)"
            case .url(let url): url
            case .file, .unknown: throw Self.unreachable("image", at: place)
            }
        json.beginObject()
        json.member("type", "image_url")
        json.key("image_url")
        json.beginObject()
        json.member("url", url)
        json.endObject()
        writeBreakpoint(image.cacheControl)
        json.endObject()
    }

    private mutating func write(_ document: DocumentBlock, at place: Conversation.Place) throws(UpstreamFailure) {
        let file: String
        switch document.source {
        case .base64(let mediaType, let data):
            guard vendor.acceptsFiles else { throw Self.unreadable(mediaType, at: place) }
            file = "data:\(mediaType);base64,\(data)"
        case .url(let url) where vendor.acceptsFileAddresses: file = url
        case .url, .text, .content, .file, .unknown: throw Self.unreachable("document", at: place)
        }
        json.beginObject()
        json.member("type", "file")
        json.key("file")
        json.beginObject()
        json.member("filename", document.title ?? "document.pdf")
        json.member("file_data", file)
        json.endObject()
        writeBreakpoint(document.cacheControl)
        json.endObject()
    }

    private mutating func writeBreakpoint(_ cacheControl: CacheControl?) {
        guard keepsCacheControl, let cacheControl else { return }
        json.key("cache_control")
        write(cacheControl)
    }

    private static func unreadable(_ mediaType: String, at place: Conversation.Place) -> UpstreamFailure {
        UpstreamFailure(
            .unsupportedFeature,
            "\(place).document.source: this model does not read documents of type \(mediaType.prefix(64))",
            status: 400
        )
    }

    /// Leaving it out without a word would give a wrong answer; Anthropic's own targets can look it up.
    private static func unreachable(_ kind: String, at place: Conversation.Place) -> UpstreamFailure {
        UpstreamFailure(
            .unsupportedFeature,
            "\(place).\(kind).source: this model can only be given \(kind)s inside of the request",
            status: 400
        )
    }
}
