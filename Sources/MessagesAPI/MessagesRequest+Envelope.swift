import JSONBytes
import NIOCore

extension MessagesRequest {
    /// The facts read from a body's top level.
    struct Envelope {
        /// Longest model name taken from a client, in bytes; an ARN is at most 2,048.
        static let modelLimit = 2048

        let outline: JSONOutline
        let members: [JSONMember]
        let model: String
        let isStreaming: Bool
        let maxTokens: Int?

        init(reading body: ByteBuffer, for operation: Operation) throws(APIError) {
            let document = body.readableBytesSpan
            do {
                outline = try JSONOutline(ofObject: document)
            } catch {
                throw APIError(.invalidRequest, "The request body is not valid JSON: \(error)")
            }
            members = outline.members(of: outline.root)
            guard let messages = JSON.value("messages", of: members, in: document) else {
                throw APIError(.invalidRequest, "messages: Field required")
            }
            guard messages.kind == .array else {
                throw APIError(.invalidRequest, "messages: Input should be a valid list")
            }
            model = try Self.model(members, document)
            isStreaming = try Self.stream(members, document)
            maxTokens = try Self.maxTokens(members, document, for: operation)
        }

        private static func model(_ members: [JSONMember], _ document: RawSpan) throws(APIError) -> String {
            guard let value = JSON.value("model", of: members, in: document) else {
                throw APIError(.invalidRequest, "model: Field required")
            }
            guard value.kind == .string, let name = try? JSON.string(value, in: document) else {
                throw APIError(.invalidRequest, "model: Input should be a valid string")
            }
            // Claude Code's settings mark the 1M window by a suffix that is not part of the model's name.
            let model = name.hasSuffix("[1m]") ? String(name.dropLast(4)) : name
            guard !model.isEmpty, model.utf8.count <= modelLimit else {
                throw APIError(.invalidRequest, "model: Input should have between 1 and \(modelLimit) bytes")
            }
            guard model.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw APIError(.invalidRequest, "model: Input should not contain control characters")
            }
            return model
        }

        private static func stream(_ members: [JSONMember], _ document: RawSpan) throws(APIError) -> Bool {
            guard let value = JSON.value("stream", of: members, in: document), value.kind != .null else { return false }
            guard value.kind == .boolean else {
                throw APIError(.invalidRequest, "stream: Input should be a valid boolean")
            }
            return value.range.count == 4
        }

        private static func maxTokens(
            _ members: [JSONMember],
            _ document: RawSpan,
            for operation: Operation
        ) throws(APIError) -> Int? {
            guard let value = JSON.value("max_tokens", of: members, in: document) else { return nil }
            var reader = JSONReader(document.extracting(value.range))
            if let number = try? reader.integer() { return number }
            // A count has no such field. In a message it is required, so a null is as wrong as a text.
            guard operation == .createMessage else { return nil }
            throw APIError(.invalidRequest, "max_tokens: Input should be a valid integer")
        }
    }
}
