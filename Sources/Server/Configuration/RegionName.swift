/// Says whether a name can be that of an AWS region.
enum RegionName {
    /// What is odd about the name, or `nil`.
    ///
    /// Only a hint: AWS adds regions faster than this list grows.
    static func doubt(about name: String) -> ValueProblem? {
        guard !known.contains(name) else { return nil }
        let near = Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        guard isPlausible(name) else {
            return ValueProblem(reason: "does not look like a region", mend: near ?? "write for example us-west-2")
        }
        // A plausible name one slip away from a known one is more likely a slip than a new region, unless only the
        // number differs: us-west-3 may well open one day.
        guard let close = known.first(where: { $0.dropLast() != name.dropLast() && slips($0, name) == 1 }) else {
            return nil
        }
        return ValueProblem(reason: "is not a region known to this version", mend: "did you mean '\(close)'?")
    }

    private static func slips(_ left: String, _ right: String) -> Int {
        Spelling.distance(Array(left), Array(right))
    }

    /// `^[a-z]{2}(-[a-z]+)+-[0-9]$`, for example `us-gov-west-1`.
    static func isPlausible(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].count == 2, let last = parts.last else { return false }
        return parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(isLowercaseLetter) }
            && last.count == 1 && last.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func isLowercaseLetter(_ character: Character) -> Bool { ("a"..."z").contains(character) }

    /// - Note: Source: AWS General Reference, service endpoints, list of regions.
    private static let known = [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1", "ca-central-1",
        "ca-west-1",
        "mx-central-1", "sa-east-1", "eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3",
        "eu-north-1",
        "eu-south-1", "eu-south-2", "ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2", "ap-northeast-1",
        "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
        "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "me-central-1", "me-south-1", "il-central-1",
        "af-south-1",
        "cn-north-1", "cn-northwest-1",
    ]
}
