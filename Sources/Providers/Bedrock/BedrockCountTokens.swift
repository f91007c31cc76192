package import MessagesAPI
package import NIOCore
import JSONBytes

/// Bedrock's CountTokens: the invoke body goes in whole, in base64, and a number comes back.
///
/// - Note: Source: CountTokens of Amazon Bedrock
///   (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html), seen 2026-11-22.
package enum BedrockCountTokens {
    /// Longest model id the operation takes, in bytes.
    static let modelLimit = 256

    /// The foundation model's id behind a model id; `nil` where the operation has none to count with.
    ///
    /// The prefix of a system inference profile is cut off: `us.anthropic.claude-x` gives `anthropic.claude-x`.
    /// An ARN names no foundation model for certain.
    package static func foundationModel(of model: String) -> String? {
        guard !model.hasPrefix("arn:"), !model.contains("/"), (1...modelLimit).contains(model.utf8.count) else {
            return nil
        }
        guard let vendor = model.firstRange(of: ".anthropic.") else { return model }
        let prefix = model[..<vendor.lowerBound]
        let isRegion = prefix.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
        return isRegion ? String(model[model.index(after: vendor.lowerBound)...]) : model
    }

    /// The body of a count.
    /// - Throws: As ``BedrockRequestBody``.
    package static func body(
        for request: MessagesRequest,
        model: String,
        betas: BedrockBetas
    ) throws(UpstreamFailure) -> ByteBuffer {
        let invoke = try BedrockRequestBody(for: request, model: model, betas: betas).bytes
        var writer = JSONWriter(capacity: invoke.readableBytes * 4 / 3 + 128)
        writer.beginObject()
        writer.key("input")
        writer.beginObject()
        writer.key("invokeModel")
        writer.beginObject()
        writer.key("body")
        writer.raw([UInt8(ascii: "\"")] + Base64Encoder.encode(withMaxTokens(invoke)) + [UInt8(ascii: "\"")])
        writer.endObject()
        writer.endObject()
        writer.endObject()
        return ByteBuffer(bytes: writer.bytes)
    }

    /// The number in an answer; `nil` if there is none.
    package static func tokens(inAnswer body: ByteBuffer) -> Int? {
        let document = body.readableBytesSpan
        guard let members = try? JSON.members(of: document),
            let value = JSON.value("inputTokens", of: members, in: document)
        else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        guard let tokens = try? reader.integer(), tokens >= 0 else { return nil }
        return tokens
    }

    /// The body with the `max_tokens` that InvokeModel demands and a count request does not have.
    private static func withMaxTokens(_ body: ByteBuffer) -> [UInt8] {
        let document = body.readableBytesSpan
        guard let members = try? JSON.members(of: document) else { return document.array(0..<document.byteCount) }
        let sent = JSON.value("max_tokens", of: members, in: document)
        guard sent?.kind != .number else { return document.array(0..<document.byteCount) }
        // A thinking budget must stay below it.
        let limit = (budget(members, in: document) ?? 0) + 1
        var edits = JSONEdits()
        if let sent {
            edits.replace(sent, with: Array("\(limit)".utf8))
        } else {
            var root = BedrockWalkedContainer(range: 0..<document.byteCount, members: members)
            root.adding = [Array(#""max_tokens":\#(limit)"#.utf8)]
            root.apply(to: &edits)
        }
        return edits.apply(to: document)
    }

    private static func budget(_ members: [JSONMember], in document: RawSpan) -> Int? {
        guard let thinking = JSON.value("thinking", of: members, in: document), thinking.kind == .object,
            let inner = try? JSON.members(of: thinking, in: document),
            let value = JSON.value("budget_tokens", of: inner, in: document)
        else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        return (try? reader.integer()).map { min(max($0, 0), 1_000_000) }
    }
}
