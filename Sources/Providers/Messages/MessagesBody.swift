import JSONBytes
import MessagesAPI
import NIOCore

/// A client's body as another server of the same API takes it: the very bytes, but for the model's name and what would
/// make the upstream refuse the rest.
///
/// A body that needs nothing else is spliced in one go; one that needs not even that is passed on without a copy.
struct MessagesBody: Sendable {
    /// The body.
    let bytes: ByteBuffer
    /// What was left out or changed, by name only, each once and in a fixed order.
    let omissions: [String]

    /// Makes the body for one attempt.
    init(
        for request: MessagesRequest,
        model: String,
        vendor: MessagesVendor,
        changes: MessagesAdjustments
    ) throws(UpstreamFailure) {
        var editor = MessagesBodyEditor(for: request, model: model, vendor: vendor, changes: changes)
        do throws(JSONError) {
            try editor.edit()
        } catch {
            // The body was read before; this would be a fault of our own.
            throw UpstreamFailure(.invalidRequest, "The request body is not valid JSON: \(error)", status: 400)
        }
        omissions = editor.omissions.names
        bytes = Self.apply(editor, to: request.body)
    }

    private static func apply(_ editor: MessagesBodyEditor, to body: ByteBuffer) -> ByteBuffer {
        guard editor.edits.isEmpty else {
            var edits = editor.edits
            for range in editor.models { edits.replace(range, with: editor.modelJSON) }
            return edits.buffer(of: body.readableBytesSpan)
        }
        guard !editor.models.isEmpty else { return body }
        var output = ByteBuffer()
        output.reserveCapacity(body.readableBytes + editor.models.count * editor.modelJSON.count)
        var rest = body
        var done = 0
        for range in editor.models {
            if let before = rest.readSlice(length: range.lowerBound - done) { output.writeImmutableBuffer(before) }
            output.writeBytes(editor.modelJSON)
            rest.moveReaderIndex(forwardBy: range.count)
            done = range.upperBound
        }
        output.writeImmutableBuffer(rest)
        return output
    }
}
