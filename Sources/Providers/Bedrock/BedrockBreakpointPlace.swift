import JSONBytes

/// Where a cache breakpoint can be put.
enum BedrockBreakpointPlace {
    /// Behind the last member of a block; `existing` is the member that is there already.
    case block(end: Int, existing: JSONValue?)
    /// A text that becomes a block.
    case string(JSONValue)
    /// A block of our own making, which is not in the document.
    case added

    /// Puts a breakpoint there; `cacheControl` is the member's value.
    func put(_ cacheControl: [UInt8], in document: RawSpan, edits: inout JSONEdits) {
        let member = Array(#""cache_control":"#.utf8) + cacheControl
        switch self {
        case .string(let text):
            let block = BedrockBlock.text(text, in: document).dropLast() + [UInt8(ascii: ",")] + member
            edits.replace(text, with: [UInt8(ascii: "[")] + block + Array("}]".utf8))
        case .block(_, let existing?):
            // The block's own breakpoint does what the field asks for; a null holds its place.
            if existing.kind == .null { edits.replace(existing, with: cacheControl) }
        case .block(let end, nil):
            edits.replace(end..<end, with: [UInt8(ascii: ",")] + member)
        case .added: break
        }
    }
}
