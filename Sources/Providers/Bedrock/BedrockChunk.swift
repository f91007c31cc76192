import JSONBytes
import MessagesAPI
import NIOCore

/// The payload of a `chunk` message: `{"bytes":"<base64 of one Messages event>","p":"<padding>"}`.
///
/// - Note: Source: `InvokeModelWithResponseStream`, `PayloadPart`
///   (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_PayloadPart.html, seen 2026-11-22). `p` is
///   random padding that hides lengths.
enum BedrockChunk {
    /// Appends the event inside `payload` to `buffer`, byte for byte.
    ///
    /// It is not yet known to be JSON.
    static func decode(_ payload: ByteBuffer, into buffer: inout ByteBuffer) throws(UpstreamFailure) {
        let document = payload.readableBytesSpan
        guard let value = try bytesMember(of: document), value.kind == .string else {
            throw UpstreamFailure(.malformed, "Bedrock sent a chunk without bytes.")
        }
        let text = document.extracting(value.range.lowerBound + 1..<value.range.upperBound - 1)
        do throws(Base64Decoder.Failure) {
            try Base64Decoder.decode(text, into: &buffer)
        } catch {
            try decodeEscaped(value, in: document, into: &buffer)
        }
    }

    private static func bytesMember(of document: RawSpan) throws(UpstreamFailure) -> JSONValue? {
        var value: JSONValue?
        do throws(JSONError) {
            var reader = JSONReader(document)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                let member = try reader.skip()
                if reader.matches(key, "bytes") { value = member }
            }
            try reader.end()
        } catch {
            throw UpstreamFailure(.malformed, "Bedrock sent a chunk that is not valid JSON: \(error).")
        }
        return value
    }

    /// JSON may spell `/`, `+` and `=` as escapes; nobody was seen doing it, but it would be right.
    private static func decodeEscaped(
        _ value: JSONValue,
        in document: RawSpan,
        into buffer: inout ByteBuffer
    ) throws(UpstreamFailure) {
        do {
            let text = try JSON.string(value, in: document)
            try Base64Decoder.decode(text.utf8Span.span.bytes, into: &buffer)
        } catch {
            throw UpstreamFailure(.malformed, "Bedrock sent a chunk that is not valid base64.")
        }
    }
}
