import JSONBytes

extension MessagesBodyEditor {
    /// Where cache breakpoints stand.
    private static let breakpointPlaces = [
        "cache_control", "system.cache_control", "tools.cache_control", "messages.content.cache_control",
        "messages.content.content.cache_control",
    ]

    /// Leaves out the field at a path; on its way through a list the path goes on in every element.
    mutating func leaveOut(_ path: String, in document: RawSpan) throws(JSONError) {
        let steps = path.split(separator: ".").map(String.init)
        guard let first = steps.first else { return }
        if steps.count == 1 { return remove(first, in: document) }
        if first == "cache_control" {
            for place in Self.breakpointPlaces {
                let steps = place.split(separator: ".").map(String.init) + steps.dropFirst()
                try leaveOut(steps, in: document)
            }
        } else {
            try leaveOut(steps, in: document)
        }
    }

    private mutating func leaveOut(_ steps: [String], in document: RawSpan) throws(JSONError) {
        guard let value = member(steps[0], in: document)?.value else { return }
        try leaveOut(steps.dropFirst(), of: value, name: steps.joined(separator: "."), in: document)
    }

    /// Goes down one step of the path; paths are short, and a list in a list is not gone through.
    private mutating func leaveOut(
        _ steps: ArraySlice<String>,
        of value: JSONValue,
        name: String,
        in document: RawSpan
    ) throws(JSONError) {
        guard let step = steps.first else { return }
        let objects = value.kind == .array ? try JSON.elements(of: value, in: document) : [value]
        for object in objects where object.kind == .object {
            let members = try JSON.members(of: object, in: document)
            let found = members.indices.filter { JSON.key(members[$0], in: document) == step }
            if steps.count == 1 {
                edits.edit(object, members: members, removing: Set(found))
                if !found.isEmpty { omissions.note(name) }
            } else {
                for index in found {
                    try leaveOut(steps.dropFirst(), of: members[index].value, name: name, in: document)
                }
            }
        }
    }
}
