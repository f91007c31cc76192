/// Family and generation of the Claude model behind a Bedrock model id.
///
/// Finds `claude-<family>-<major>[-<minor>]` anywhere in the id, so base ids, region prefixes and most ARNs are read
/// alike; older ids with the numbers first (`claude-3-7-sonnet-20250219-v1:0`) are read too. An application inference
/// profile's ARN says nothing about its model and gives `nil`.
/// - Note: Source: the Bedrock user guide's list of model ids
///   (https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html, seen 2026-11-22).
package struct BedrockModelName: Sendable, Hashable {
    /// The model lines that have rules of their own.
    package enum Family: String, Sendable {
        case fable, haiku, mythos, opus, sonnet
        /// A line that is not known yet.
        case other
    }

    /// The model line.
    package let family: Family
    /// The generation within all lines.
    package let version: BedrockModelVersion

    package init(family: Family, version: BedrockModelVersion) {
        self.family = family
        self.version = version
    }

    /// Reads an id; `nil` if it names no Claude model.
    package init?(readingID id: String) {
        let words = id.lowercased().utf8.split(whereSeparator: Self.isSeparator).map { String(Substring($0)) }
        guard let claude = words.firstIndex(of: "claude") else { return nil }
        let rest = words[(claude + 1)...]
        let families = rest.filter { word in word.utf8.allSatisfy(Self.isLetter) }
        let numbers = rest.drop { Self.number($0) == nil }.prefix { Self.number($0) != nil }.compactMap(Self.number)
        guard let family = families.first(where: { $0 != "instant" }).map({ Family(rawValue: $0) ?? .other })
        else { return nil }
        if let major = numbers.first {
            self.init(family: family, version: BedrockModelVersion(major, numbers.dropFirst().first ?? 0))
        } else if families.dropFirst().first == "preview" {
            // Mythos Preview came with the generation of Opus 4.7.
            self.init(family: family, version: BedrockModelVersion(4, 7))
        } else {
            return nil
        }
    }

    /// A generation's number; a date (`20250929`) and a revision (`v1`) are none.
    private static func number(_ word: String) -> Int? { word.utf8.count <= 2 ? Int(word) : nil }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ":"): true
        default: false
        }
    }

    /// A lower-case letter; model names know no others.
    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
