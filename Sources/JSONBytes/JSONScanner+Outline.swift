extension JSONScanner {
    /// Passes one value with all that is in it, and notes each value and key.
    ///
    /// The same grammar as ``passValue(depth:)``, and a loop for the same reason. An offset fits into 32 bits, for no
    /// document that is larger is ever held.
    mutating func outline(into entries: inout [JSONOutline.Entry]) throws(JSONError) {
        var nesting = JSONNesting(depth: 0)
        var open = 0
        repeat {
            let kind = try kind(next())
            guard entries.count < JSONOutline.entryLimit else { throw JSONError(.tooManyValues, at: offset) }
            switch kind {
            case .object, .array:
                let isObject = kind == .object
                try nesting.push(isObject: isObject, at: offset)
                let outer = open
                open = entries.count
                entries.append(entry(kind, from: offset, next: outer))
                offset &+= 1
                if try next() != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    if isObject { try noteKey(in: &entries) }
                    continue
                }
            case .string: try noteString(in: &entries)
            case .number, .boolean, .null:
                let start = offset
                if kind == .number { try passNumber() } else { try passLiteral() }
                entries.append(entry(kind, from: start, next: entries.count &+ 1))
            }
            try noteClosings(&nesting, &open, in: &entries)
        } while !nesting.isEmpty
    }

    @inline(__always)
    private func entry(_ kind: JSONKind, from start: Int, next: Int, hasEscapes: Bool = false) -> JSONOutline.Entry {
        JSONOutline.Entry(
            start: UInt32(start),
            end: UInt32(offset),
            next: UInt32(next),
            kind: kind,
            hasEscapes: hasEscapes
        )
    }

    @inline(__always)
    private mutating func noteString(in entries: inout [JSONOutline.Entry]) throws(JSONError) {
        let start = offset
        let hasEscapes = try passString()
        entries.append(entry(.string, from: start, next: entries.count &+ 1, hasEscapes: hasEscapes))
    }

    @inline(__always)
    private mutating func noteKey(in entries: inout [JSONOutline.Entry]) throws(JSONError) {
        guard try next() == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: offset) }
        try noteString(in: &entries)
        try pass(UInt8(ascii: ":"))
    }

    /// Passes the brackets that close here, and the comma and key before the next value if the outermost is still open.
    @inline(__always)
    private mutating func noteClosings(
        _ nesting: inout JSONNesting,
        _ open: inout Int,
        in entries: inout [JSONOutline.Entry]
    ) throws(JSONError) {
        while !nesting.isEmpty {
            let byte = try next()
            if byte == UInt8(ascii: ",") {
                offset &+= 1
                if nesting.isObject { try noteKey(in: &entries) }
                return
            }
            let closing = nesting.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            guard byte == closing else { throw JSONError(.unexpectedByte, at: offset) }
            offset &+= 1
            nesting.pop()
            let outer = Int(entries[open].next)
            entries[open].end = UInt32(offset)
            entries[open].next = UInt32(entries.count)
            open = outer
        }
    }
}
