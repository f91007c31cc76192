import JSONBytes
import MessagesAPI
import NIOCore

/// Top-level fields that only Anthropic's servers can act on, or not as they are, and without which the answer would be
/// wrong.
enum RefusedFields {
    /// Fails if the request has one.
    static func check(_ request: DecodedMessagesRequest) throws(UpstreamFailure) {
        guard StopSequenceTrie.takes(request.stopSequences) else {
            throw failure("stop_sequences: this model takes at most \(StopSequenceTrie.byteLimit) bytes of them in all")
        }
        for field in request.otherFields {
            switch field.name {
            case "mcp_servers" where !isEmpty(field.value):
                throw failure("mcp_servers: this model cannot be connected to MCP servers")
            case "container" where hasSkills(field.value):
                throw failure("container.skills: this model has no container for skills")
            default: break
            }
        }
    }

    private static func failure(_ message: String) -> UpstreamFailure {
        UpstreamFailure(.unsupportedFeature, message, status: 400)
    }

    private static func isEmpty(_ list: RawJSON) -> Bool {
        let document = list.bytes.readableBytesSpan
        guard let value = try? JSON.validate(document), value.kind == .array else { return true }
        return (try? JSON.elements(of: value, in: document).isEmpty) ?? true
    }

    private static func hasSkills(_ container: RawJSON) -> Bool {
        let document = container.bytes.readableBytesSpan
        guard let members = try? JSON.members(of: document) else { return false }
        guard let skills = JSON.value("skills", of: members, in: document) else { return false }
        return skills.kind == .array && (try? JSON.elements(of: skills, in: document).isEmpty) == false
    }
}
