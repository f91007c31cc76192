package import NIOCore

/// A request in another dialect, and what the translation of the answer must know of it.
package struct TranslatedRequest: Sendable {
    /// The body, JSON.
    package var body: ByteBuffer
    /// The names that tools have upstream.
    package var toolNames: ToolNames
    /// Texts that end the answer and that the upstream was not told of, so that they are left to be found here.
    package var stopSequences: [String]
    /// What could not be said upstream, by name only, each once and in a fixed order.
    package var omissions: [String]

    /// Puts a request together.
    package init(body: ByteBuffer, toolNames: ToolNames, stopSequences: [String], omissions: [String]) {
        self.body = body
        self.toolNames = toolNames
        self.stopSequences = stopSequences
        self.omissions = omissions
    }
}
