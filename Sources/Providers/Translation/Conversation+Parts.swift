package import MessagesAPI

extension Conversation {
    /// One stretch of the history.
    package enum Turn: Sendable, Equatable {
        /// What the operator says in mid-conversation.
        case system([Text])
        /// What the user says.
        case user([Item])
        /// What the model said and called.
        case assistant([AssistantItem])
        /// What its calls gave, in their order.
        case toolResults([Answer])
    }

    /// A text, never empty.
    package struct Text: Sendable, Equatable {
        /// The text.
        package var text: String
        /// Whether the prompt is to be cached up to here.
        package var cacheControl: CacheControl?

        package init(_ text: String, cacheControl: CacheControl? = nil) {
            self.text = text
            self.cacheControl = cacheControl
        }
    }

    /// What a user's turn or a tool's result holds.
    package enum Item: Sendable, Equatable {
        /// Text; also plain documents, search results and everything else that can be told in words.
        case text(Text)
        /// A picture.
        case image(ImageBlock, Place)
        /// A document that is not text: a PDF in the request, on the web, or in the Files API.
        case document(DocumentBlock, Place)

        /// Whether it is a picture.
        package var isImage: Bool {
            if case .image = self { true } else { false }
        }
    }

    /// What an assistant's turn holds.
    package enum AssistantItem: Sendable, Equatable {
        /// Text; blocks that followed each other directly are one.
        case text(Text)
        /// A call of a client's tool.
        case call(Call)
        /// A thought of the upstream that is asked now.
        case reasoning(Reasoning)
    }

    /// A call of a client's tool.
    package struct Call: Sendable, Equatable {
        /// The client's id, made unique within its turn.
        package var id: String
        /// The client's name of the tool.
        package var name: String
        /// The arguments, a JSON object as the client spelled it.
        package var input: RawJSON
    }

    /// A thought that is to be shown to its own upstream again.
    package struct Reasoning: Sendable, Equatable {
        /// The thought as the client was shown it; may be empty.
        package var text: String
        /// What the upstream wants to see, ``ReasoningSignature/payload``.
        package var payload: [UInt8]
    }

    /// What a call gave.
    package struct Answer: Sendable, Equatable {
        /// The ``Call/id`` of the call.
        package var callID: String
        /// The result; empty if the tool gave nothing.
        package var items: [Item]
        /// Whether the tool failed.
        package var isError: Bool
        /// Whether the prompt is to be cached up to here.
        package var cacheControl: CacheControl?
    }

    /// Where a block stands, for the error that says why it cannot be sent.
    package struct Place: Sendable, Equatable, CustomStringConvertible {
        /// The index of the message.
        package var message: Int
        /// The index of the block in the message; that of the outermost one.
        package var block: Int

        /// `messages.3.content.1`, as the Messages API writes it.
        package var description: String { "messages.\(message).content.\(block)" }
    }
}
