import HTTPTypes
import JSONBytes
import MessagesAPI
import NIOCore

extension BedrockBodyEditor {
    /// Most cache breakpoints in a request.
    private static let breakpointLimit = 4
    /// The versions of the API, as the body names them.
    private static let usualVersion = "bedrock-2023-05-31"
    private static let newestVersion = "2026-10-21"

    /// Puts the leading `system` turns behind `system`, and notes what changes in its blocks.
    mutating func editSystem(in document: RawSpan) {
        let added = messages.leadingSystem
        if var content = system {
            content.list.adding = added
            content.list.apply(to: &blocks.edits)
            return
        }
        guard !added.isEmpty else { return }
        let list = Array(added.joined(separator: [UInt8(ascii: ",")]))
        guard let value = value("system") else {
            root.adding.append(Self.member("system", [UInt8(ascii: "[")] + list + [UInt8(ascii: "]")]))
            return
        }
        let isText = value.kind == .string && value.range.count > 2
        let own = isText ? BedrockBlock.text(value, in: document) + [UInt8(ascii: ",")] : []
        blocks.edits.replace(value, with: [UInt8(ascii: "[")] + own + list + [UInt8(ascii: "]")])
    }

    /// Turns `cache_control` at the top into a breakpoint on the last block that may carry one.
    mutating func addBreakpoint(in document: RawSpan) {
        guard let index = fields["cache_control"], case let field = request.members[index].value, field.kind == .object,
            blocks.breakpoints < Self.breakpointLimit,
            let place = messages.breakpointPlace ?? system?.breakpointPlace,
            let raw = cacheControl(field, in: document)
        else { return }
        switch place {
        case .block, .string: place.put(raw, in: document, edits: &blocks.edits)
        case .added: messages.markAddedBlocks(with: raw)
        }
    }

    /// The field as a block carries it.
    private func cacheControl(_ field: JSONValue, in document: RawSpan) -> [UInt8]? {
        guard let members = try? JSON.members(of: field, in: document),
            let type = JSON.value("type", of: members, in: document)
        else { return nil }
        let lifetime = rules.keepsCacheLifetime ? JSON.value("ttl", of: members, in: document) : nil
        let tail = lifetime.map { [UInt8(ascii: ",")] + Self.member("ttl", document.array($0.range)) } ?? []
        return [UInt8(ascii: "{")] + Self.member("type", document.array(type.range)) + tail + [UInt8(ascii: "}")]
    }

    /// Adds `user_profile_id`, `anthropic_version` and `anthropic_beta`, which are headers elsewhere.
    mutating func addEnvelope(in document: RawSpan) {
        addUserProfile()
        let isNewest = rules.capabilities.newestVersion
        let wanted = isNewest && request.version == Self.newestVersion ? Self.newestVersion : Self.usualVersion
        let sent = value("anthropic_version").flatMap { $0.kind == .string ? try? JSON.string($0, in: document) : nil }
        let isGood = sent == Self.usualVersion || (sent == Self.newestVersion && isNewest)
        if !isGood {
            if let index = fields["anthropic_version"] { root.removing.insert(index) }
            root.adding.append(Self.member("anthropic_version", Array("\"\(wanted)\"".utf8)))
        }
        if let index = fields["anthropic_beta"] { root.removing.insert(index) }
        guard !betas.flags.isEmpty else { return }
        var writer = JSONWriter()
        writer.beginArray()
        for flag in betas.flags { writer.value(flag) }
        writer.endArray()
        root.adding.append(Self.member("anthropic_beta", writer.bytes))
    }

    private mutating func addUserProfile() {
        guard let name = Self.userProfile, let profile = request.headers[name], !profile.isEmpty,
            fields["user_profile_id"] == nil, !rules.adjustments.leavesOut("user_profile_id")
        else { return }
        var writer = JSONWriter()
        writer.value(profile)
        root.adding.append(Self.member("user_profile_id", writer.bytes))
    }

    private static let userProfile = HTTPField.Name("anthropic-user-profile-id")

    private static func member(_ name: String, _ raw: [UInt8]) -> [UInt8] { Array("\"\(name)\":".utf8) + raw }
}
