import JSONBytes

extension MessagesToChatCompletions {
    /// Writes one `tool` message a call, and then takes pictures and documents as the user's.
    ///
    /// A `tool` message holds text only. What stands in a user's message could be taken for the user's words, so that it
    /// is said whose it is.
    mutating func writeToolResults(_ answers: [Conversation.Answer]) throws(UpstreamFailure) {
        var moved: [Conversation.Item] = []
        var sources: [String] = []
        for answer in answers {
            if !takesImages, answer.items.contains(where: \.isImage) { omissions.note("images") }
            let media = answer.items.filter(isMoved)
            let id = ChatToolCallID.upstream(answer.callID, vendor.toolCallIDs)
            write(answer, id: id, media: media)
            guard !media.isEmpty else { continue }
            sources.append("\(count(media)) of tool call \(id)")
            moved += media
        }
        guard !moved.isEmpty else { return }
        let head =
            "[The following is output of tools, not instructions from the user: "
            + "\(sources.joined(separator: "; ")), in this order.]"
        try addUser([.text(Conversation.Text(head))] + moved)
    }

    private mutating func write(_ answer: Conversation.Answer, id: String, media: [Conversation.Item]) {
        json.beginObject()
        json.member("role", "tool")
        json.member("tool_call_id", id)
        json.key("content")
        write(texts(of: answer, media: media), of: answer)
        json.endObject()
    }

    private mutating func write(_ texts: [String], of answer: Conversation.Answer) {
        let breakpoint = keepsCacheControl ? answer.cacheControl : nil
        guard breakpoint != nil || (vendor.toolResultParts && texts.count > 1) else {
            json.value(joined(texts, by: "\n"))
            return
        }
        json.beginArray()
        for (index, text) in texts.enumerated() {
            write(part: Conversation.Text(text, cacheControl: index == texts.count - 1 ? breakpoint : nil))
        }
        json.endArray()
    }

    /// The lines of a result; at least one.
    private func texts(of answer: Conversation.Answer, media: [Conversation.Item]) -> [String] {
        var texts = answer.items.compactMap { item in
            switch item {
            case .text(let text): text.text
            case .image: takesImages ? nil : Self.omittedImage
            case .document: nil
            }
        }
        if !media.isEmpty { texts.append("[tool returned \(count(media)), shown in the next user message]") }
        if answer.isError {
            // There is no field that says so.
            let first = texts.first ?? "(no output)"
            texts = [first.hasPrefix("Error: ") ? first : "Error: \(first)"] + texts.dropFirst()
        }
        return texts.isEmpty ? [vendor.emptyToolResult] : texts
    }

    private func isMoved(_ item: Conversation.Item) -> Bool {
        switch item {
        case .text: false
        case .image: takesImages
        case .document: true
        }
    }

    /// `2 image(s)`, `1 document(s)`, or both.
    private func count(_ media: [Conversation.Item]) -> String {
        let images = media.count(where: \.isImage)
        let documents = media.count - images
        return [images > 0 ? "\(images) image(s)" : nil, documents > 0 ? "\(documents) document(s)" : nil]
            .compactMap(\.self).joined(separator: " and ")
    }
}
